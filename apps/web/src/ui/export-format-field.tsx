import { RadioField } from './form/radio-field.tsx';

const options = [
  { value: 'xlsx', label: 'Excel workbook', hint: 'Days, numbers and amounts stay what they are.' },
  { value: 'csv', label: 'CSV', hint: 'For other programs. UTF-8, parted by commas.' },
] as const;
type Format = (typeof options)[number]['value'];

/** In which format a list is saved. */
export function ExportFormatField({ value, onChange }: { value: Format; onChange: (format: Format) => void }) {
  return <RadioField label="Format" value={value} onChange={onChange} options={[...options]} />;
}
