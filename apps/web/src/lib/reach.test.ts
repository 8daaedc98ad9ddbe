import { callLink, directionsLink, mailLink, smsLink, whatsAppLink } from './reach.ts';

test('each way of reaching somebody is a link that their device understands', () => {
  const phone = '+254712555014';
  expect([callLink(phone), smsLink(phone), whatsAppLink(phone), mailLink('mary@mail.test')]).toEqual([
    'tel:+254712555014', 'sms:+254712555014', 'https://wa.me/254712555014', 'mailto:mary@mail.test',
  ]);
});

const pin = { latitude: -1.2921, longitude: 36.8219, address: 'Rose Court B4' };

test('the way there is shown by the device’s own maps: to the pin, else to the address', () => {
  expect(directionsLink(pin, 'Mozilla/5.0 (Linux; Android 14)')).toBe('geo:-1.2921,36.8219?q=-1.2921%2C36.8219');
  expect(directionsLink({ address: 'Rose Court B4' }, 'Mozilla/5.0 (Linux; Android 14)')).toBe('geo:0,0?q=Rose%20Court%20B4');
  expect(directionsLink(pin, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)')).toBe('maps:?daddr=-1.2921%2C36.8219');
  expect(directionsLink(pin, 'Mozilla/5.0 (X11; Linux x86_64)')).toContain('openstreetmap.org/directions?to=-1.2921%2C36.8219');
  expect(directionsLink({ address: 'Rose Court B4' }, 'Mozilla/5.0 (X11; Linux x86_64)')).toContain('search?query=Rose%20Court%20B4');
});

test('without a pin and an address there is no way', () => {
  expect(directionsLink({ latitude: null, longitude: 36.8, address: null }, 'Mozilla/5.0 (X11)')).toBeUndefined();
});
