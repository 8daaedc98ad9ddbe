/** What Tausi Fibre sells. Prices in KES a month, without VAT. */
export interface DemoPackage {
  name: string;
  description: string;
  monthlyPrice: number;
  setupFee: number;
  downloadMbps: number;
  uploadMbps: number;
  routerProfile: string;
  isPublic: boolean;
}

type Terms = Pick<DemoPackage, 'setupFee' | 'description' | 'isPublic'> & {
  kind: string;
  label: (speed: number) => string;
  upload: (speed: number) => number;
};

const half = (speed: number): number => Math.max(1, Math.floor(speed / 2));
const same = (speed: number): number => speed;

function priced(
  { kind, label, upload, ...terms }: Terms,
  prices: readonly (readonly [speed: number, price: number])[],
): DemoPackage[] {
  return prices.map(([speed, monthlyPrice]) => ({
    ...terms,
    name: label(speed),
    monthlyPrice,
    downloadMbps: speed,
    uploadMbps: upload(speed),
    routerProfile: `${kind}-${speed}m`,
  }));
}

const building = (units: number, monthlyPrice: number, speed: number): DemoPackage => ({
  name: `Building ${units} units`,
  description: 'One contract for the whole building, a port in every unit.',
  monthlyPrice,
  setupFee: 25_000,
  downloadMbps: speed,
  uploadMbps: speed,
  routerProfile: `building-${speed}m`,
  isPublic: false,
});

export const tausiPackages: readonly DemoPackage[] = [
  ...priced(
    {
      kind: 'home',
      label: (speed) => `${speed} Mbps Home`,
      upload: half,
      setupFee: 3000,
      description: 'Fibre to the home, no fair-use limit.',
      isPublic: true,
    },
    [
      [5, 1300],
      [8, 1600],
      [10, 1800],
      [15, 2200],
      [20, 2500],
      [30, 3000],
      [40, 3600],
      [60, 4500],
      [80, 5500],
      [100, 6500],
    ],
  ),
  ...priced(
    {
      kind: 'business',
      label: (speed) => `${speed} Mbps Business`,
      upload: half,
      setupFee: 6000,
      description: 'A public address and repair the same day.',
      isPublic: true,
    },
    [
      [20, 4500],
      [30, 6000],
      [50, 8500],
      [80, 12_500],
      [100, 15_000],
      [150, 21_000],
      [200, 27_000],
      [300, 38_000],
    ],
  ),
  ...priced(
    {
      kind: 'dedicated',
      label: (speed) => `${speed} Mbps Dedicated`,
      upload: same,
      setupFee: 15_000,
      description: 'Uncontended, as fast up as down.',
      isPublic: false,
    },
    [
      [10, 12_000],
      [20, 22_000],
      [50, 48_000],
      [100, 85_000],
      [200, 150_000],
    ],
  ),
  ...priced(
    {
      kind: 'estate',
      label: (speed) => `${speed} Mbps Estate`,
      upload: half,
      setupFee: 1500,
      description: 'For estates where we have a cabinet.',
      isPublic: true,
    },
    [
      [10, 1500],
      [20, 2100],
      [40, 3000],
      [60, 3900],
    ],
  ),
  building(12, 24_000, 100),
  building(24, 48_000, 200),
  building(48, 96_000, 400),
  building(96, 180_000, 700),
  building(144, 260_000, 1000),
  ...priced(
    {
      kind: 'student',
      label: (speed) => `${speed} Mbps Student`,
      upload: half,
      setupFee: 1000,
      description: 'For hostels and bedsitters.',
      isPublic: true,
    },
    [
      [6, 1100],
      [12, 1600],
    ],
  ),
  ...priced(
    {
      kind: 'school',
      label: (speed) => `${speed} Mbps School`,
      upload: half,
      setupFee: 5000,
      description: 'With a content filter.',
      isPublic: false,
    },
    [
      [50, 6500],
      [100, 11_000],
    ],
  ),
  ...priced(
    {
      kind: 'wireless',
      label: (speed) => `${speed} Mbps Wireless`,
      upload: half,
      setupFee: 4500,
      description: 'By radio, where fibre does not reach yet.',
      isPublic: true,
    },
    [
      [8, 1900],
      [15, 2600],
      [25, 3900],
    ],
  ),
  ...priced(
    {
      kind: 'kiosk',
      label: (speed) => `${speed} Mbps Kiosk`,
      upload: half,
      setupFee: 3500,
      description: 'To be shared with vouchers.',
      isPublic: false,
    },
    [[20, 3200]],
  ),
];

/** The profiles by which the routers give these speeds. */
export const tausiProfiles: readonly string[] = [...new Set(tausiPackages.map(({ routerProfile }) => routerProfile))];
