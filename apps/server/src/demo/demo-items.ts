/** What an ISP keeps: SKU, name, category, what one costs, how many make it scarce; tracked ones with the prefix of their serials. */
export interface DemoItem {
  sku: string; name: string; category: string; cost: string; threshold: number; unit?: string; serials?: string; mac?: string; supplier: string; barcode?: string;
  /** How many come at a time, and how many go in a busy week. */
  delivery: number; weekly: number;
}

const networks = 'Nairobi Networks Ltd';
const fibre = 'Savanna Fibre Supplies';
const hardware = 'Industrial Area Hardware';

export const demoItems: readonly DemoItem[] = [
  { sku: 'RTR-HAPAX2', name: 'MikroTik hAP ax²', category: 'Router', cost: '9400', threshold: 20, serials: 'HF40', mac: '48A98A', supplier: networks, barcode: '4752224008664', delivery: 24, weekly: 4 },
  { sku: 'RTR-HAPAC', name: 'MikroTik hAP ac lite', category: 'Router', cost: '5200', threshold: 10, serials: 'HC71', mac: 'DC2C6E', supplier: networks, barcode: '4752224002600', delivery: 12, weekly: 2 },
  { sku: 'ONT-HG8145', name: 'Huawei HG8145V5 ONT', category: 'ONU/ONT', cost: '4800', threshold: 15, serials: '485754', mac: 'E0CC7A', supplier: fibre, barcode: '6901443399925', delivery: 24, weekly: 4 },
  { sku: 'ONU-EG8010', name: 'Huawei EG8010H bridge ONU', category: 'ONU/ONT', cost: '2900', threshold: 10, serials: '4857B1', mac: '9CB2E8', supplier: fibre, delivery: 16, weekly: 2 },
  { sku: 'CPE-LHG5', name: 'MikroTik LHG 5 outdoor CPE', category: 'CPE', cost: '7100', threshold: 6, serials: 'LH52', mac: '74AD2F', supplier: networks, delivery: 8, weekly: 1 },
  { sku: 'AP-U6LITE', name: 'UniFi U6 Lite access point', category: 'Access point', cost: '14500', threshold: 3, serials: 'U6L9', mac: 'F492BF', supplier: networks, delivery: 4, weekly: 1 },
  { sku: 'SW-CRS326', name: 'MikroTik CRS326 switch', category: 'Switch', cost: '28900', threshold: 1, serials: 'CRS8', mac: '18FD74', supplier: networks, delivery: 2, weekly: 0 },
  { sku: 'SW-GS108', name: '8-port gigabit switch', category: 'Switch', cost: '3300', threshold: 4, supplier: networks, delivery: 12, weekly: 1 },
  { sku: 'UPS-650', name: 'UPS 650 VA', category: 'UPS', cost: '6900', threshold: 4, supplier: hardware, delivery: 8, weekly: 1 },
  { sku: 'UPS-MINI', name: 'Mini DC UPS for routers', category: 'UPS', cost: '2800', threshold: 10, supplier: hardware, delivery: 30, weekly: 3 },
  { sku: 'CAB-DROP1', name: 'Drop cable, 1 core', category: 'Fiber cable', cost: '9.50', threshold: 2000, unit: 'metre', supplier: fibre, delivery: 6000, weekly: 620 },
  { sku: 'CAB-ADSS12', name: 'ADSS cable, 12 cores', category: 'Fiber cable', cost: '48', threshold: 1000, unit: 'metre', supplier: fibre, delivery: 4000, weekly: 150 },
  { sku: 'CAB-CAT6', name: 'Cat 6 cable', category: 'Other', cost: '38', threshold: 300, unit: 'metre', supplier: hardware, delivery: 915, weekly: 90 },
  { sku: 'CON-SCAPC', name: 'Fast connector SC/APC', category: 'Other', cost: '65', threshold: 100, supplier: fibre, delivery: 400, weekly: 40 },
  { sku: 'CON-RJ45', name: 'RJ45 plug, Cat 6', category: 'Other', cost: '18', threshold: 100, supplier: hardware, delivery: 500, weekly: 45 },
  { sku: 'PIG-SCAPC', name: 'Pigtail SC/APC', category: 'Other', cost: '90', threshold: 30, supplier: fibre, delivery: 100, weekly: 9 },
  { sku: 'PAT-SCAPC3', name: 'Patch cord SC/APC, 3 m', category: 'Other', cost: '150', threshold: 30, supplier: fibre, delivery: 100, weekly: 11 },
  { sku: 'SPL-1X8', name: 'PLC splitter 1×8', category: 'Splitter', cost: '850', threshold: 8, supplier: fibre, delivery: 20, weekly: 2 },
  { sku: 'SPL-1X16', name: 'PLC splitter 1×16', category: 'Splitter', cost: '1500', threshold: 4, supplier: fibre, delivery: 10, weekly: 1 },
  { sku: 'SFP-GPONC', name: 'GPON SFP, class C+', category: 'SFP module', cost: '9800', threshold: 2, serials: 'GPC3', supplier: fibre, delivery: 4, weekly: 0 },
  { sku: 'SFP-10LR', name: 'SFP+ 10G LR', category: 'SFP module', cost: '4200', threshold: 2, serials: 'LR10', supplier: fibre, delivery: 6, weekly: 0 },
  { sku: 'MC-GIGA', name: 'Gigabit media converter', category: 'Media converter', cost: '2400', threshold: 4, supplier: fibre, delivery: 10, weekly: 1 },
  { sku: 'PP-24', name: 'Patch panel, 24 ports', category: 'Patch panel', cost: '4600', threshold: 2, supplier: hardware, delivery: 4, weekly: 0 },
  { sku: 'POLE-9M', name: 'Treated pole, 9 m', category: 'Other', cost: '8200', threshold: 10, supplier: hardware, delivery: 30, weekly: 3 },
  { sku: 'CLAMP-DROP', name: 'Drop wire clamp', category: 'Other', cost: '45', threshold: 80, supplier: hardware, delivery: 300, weekly: 34 },
];
