/** Names and places that Tausi Fibre’s enquiries come from. */

export const womenNames = [
  'Wanjiru', 'Akinyi', 'Njeri', 'Chebet', 'Atieno', 'Wambui', 'Achieng', 'Nyambura', 'Jepkosgei', 'Mwende', 'Zainab', 'Halima', 'Faith', 'Mercy', 'Joyce',
  'Esther', 'Purity', 'Beatrice', 'Caroline', 'Winnie', 'Rehema', 'Lilian', 'Nekesa', 'Ruth', 'Salome', 'Agnes', 'Gladys', 'Sharon', 'Naliaka', 'Moraa',
];
export const menNames = [
  'Kamau', 'Otieno', 'Kiprop', 'Mutua', 'Brian', 'Dennis', 'Kevin', 'Samuel', 'Hassan', 'Yusuf', 'Peter', 'Joseph', 'Collins', 'Evans', 'Victor',
  'Anthony', 'George', 'Stephen', 'Barasa', 'Wafula', 'Kibet', 'Musa', 'Elijah', 'Geoffrey', 'Martin', 'Patrick', 'Simon', 'Titus', 'Abdi', 'Moses',
];
export const familyNames = [
  'Mwangi', 'Njoroge', 'Kariuki', 'Maina', 'Kimani', 'Gitau', 'Ndungu', 'Odhiambo', 'Ochieng', 'Owino', 'Oluoch', 'Onyango', 'Kiplagat', 'Cheruiyot',
  'Kiprotich', 'Rotich', 'Koech', 'Langat', 'Musyoka', 'Mutiso', 'Kilonzo', 'Nzioka', 'Hassan', 'Mohamed', 'Abdullahi', 'Noor', 'Wekesa', 'Simiyu',
  'Shikuku', 'Makokha', 'Nyaga', 'Muriithi', 'Gathoni', 'Waweru', 'Macharia', 'Karanja', 'Omondi', 'Okoth', 'Mogaka', 'Nyakundi', 'Bett', 'Tanui',
];

export interface Area { name: string; city: string; streets: readonly string[]; estates: readonly string[]; latitude: number; longitude: number }

const area = (name: string, city: string, latitude: number, longitude: number, streets: string[], estates: string[]): Area =>
  ({ name, city, latitude, longitude, streets, estates });

export const areas: readonly Area[] = [
  area('Kilimani', 'Nairobi', -1.2906, 36.7839, ['Argwings Kodhek Road', 'Kirichwa Road', 'Wood Avenue'], ['Rose Court', 'Yaya Gardens', 'Lenana Heights']),
  area('Kasarani', 'Nairobi', -1.2226, 36.8986, ['Mwiki Road', 'Thika Road'], ['Seasons Court', 'Clay City']),
  area('Eastleigh', 'Nairobi', -1.2747, 36.8519, ['First Avenue', 'Jam Street', 'General Waruinge Street'], ['Amal Flats', 'Section Three']),
  area('Umoja', 'Nairobi', -1.2814, 36.8974, ['Moi Drive', 'Mtindwa Road'], ['Umoja One', 'Inner Core']),
  area('Lavington', 'Nairobi', -1.2790, 36.7700, ['James Gichuru Road', 'Gitanga Road'], ['Valley Arcade', 'Hatheru Court']),
  area('Donholm', 'Nairobi', -1.2949, 36.8899, ['Manyanja Road', 'Outer Ring Road'], ['Greenfields', 'Phase Five']),
  area('South B', 'Nairobi', -1.3103, 36.8370, ['Mchumbi Road', 'Plainsview Road'], ['Plainsview', 'Golden Gate']),
  area('Langata', 'Nairobi', -1.3620, 36.7510, ['Langata Road', 'Southern Bypass'], ['Otiende', 'Sun Valley', 'Onyonka']),
  area('Westlands', 'Nairobi', -1.2676, 36.8108, ['Waiyaki Way', 'Mpaka Road', 'Woodvale Grove'], ['Brookside Court', 'Muthithi Place']),
  area('Parklands', 'Nairobi', -1.2610, 36.8180, ['Limuru Road', 'Third Parklands Avenue'], ['Highridge', 'City Park View']),
  area('Karen', 'Nairobi', -1.3190, 36.7070, ['Karen Road', 'Bogani Road'], ['Hardy', 'Windy Ridge']),
  area('Upper Hill', 'Nairobi', -1.2990, 36.8150, ['Elgon Road', 'Ragati Road'], ['Bishops Garden', 'Upper Hill Chambers']),
  area('Ngong Road', 'Nairobi', -1.3000, 36.7800, ['Ngong Road', 'Kindaruma Road'], ['Prestige Court', 'Jamhuri Estate']),
  area('Nyayo', 'Nairobi', -1.3200, 36.9000, ['Catherine Ndereba Road', 'Mombasa Road'], ['Nyayo Gate A', 'Nyayo Gate B']),
  area('Roysambu', 'Nairobi', -1.2180, 36.8870, ['Kamiti Road', 'Lumumba Drive'], ['Zimmerman Court', 'TRM Drive']),
  area('Ruiru', 'Kiambu', -1.1450, 36.9610, ['Eastern Bypass', 'Kamakis Road'], ['Membley', 'Kihunguro']),
  area('Ruaka', 'Kiambu', -1.2050, 36.7820, ['Limuru Road', 'Ruaka Road'], ['Joyland', 'Sacred Heart']),
  area('Kikuyu', 'Kiambu', -1.2460, 36.6630, ['Kidfarmaco Road', 'Southern Bypass'], ['Thogoto', 'Ondiri']),
  area('Syokimau', 'Machakos', -1.3650, 36.9370, ['Katani Road', 'Mombasa Road'], ['Gateway', 'Airport View']),
  area('Rongai', 'Kajiado', -1.3960, 36.7440, ['Magadi Road', 'Gataka Road'], ['Tuala', 'Maasai Lodge']),
];

export const businesses = [
  'Bahari Café', 'Acacia Dental Clinic', 'Upendo Academy', 'Jirani Pharmacy', 'Baraka Hardware', 'Mzima Gym', 'Tamu Bakery', 'Safiri Tours', 'Uzuri Salon',
  'Kifaru Logistics', 'Bidii Cyber', 'Neema Nursery School', 'Shamba Fresh Grocers', 'Twiga Print Shop', 'Nuru Eye Clinic', 'Amani Guest House', 'Jua Solar Centre',
  'Maji Safi Laundry', 'Pwani Fish Market', 'Rafiki Law Chambers', 'Sokoni Supermarket', 'Mlima Auto Garage', 'Furaha Kindergarten', 'Hekima Bookshop',
];

/** People at the gate: half of an estate’s enquiries come through them. */
export const caretakers: readonly (readonly [name: string, phone: string])[] = [
  ['Mzee Kimathi', '+254721555301'], ['Joram Wafula', '+254733555302'], ['Mama Boi', '+254710555303'], ['Ali Juma', '+254722555304'], ['Justus Nduva', '+254705555305'],
];

export const providers = ['Safaricom Fibre', 'Zuku', 'Faiba', 'Poa Internet', 'Mobile bundles', 'None yet'];
export const wishes = [
  'Video calls drop in the evening', 'Children study online', 'Works from home three days a week', 'Pays too much for bundles', 'New in the house, nothing installed yet',
  'Streams football', 'Wants one bill for house and shop', 'The neighbour recommended us',
];
export const lostReasons: readonly (readonly [reason: string, weight: number])[] = [
  ['No coverage at the address', 9], ['Chose another provider', 6], ['Too expensive', 5], ['Cannot be reached', 4], ['Moving away', 2], ['The landlord refused the cable', 2], ['Asked twice', 1],
];
