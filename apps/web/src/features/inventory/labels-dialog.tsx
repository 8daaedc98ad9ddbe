import { useState } from 'react';
import { labelSheetNames, labelSheets, longestStripes, printStockLabels, type Input, type LabelCode, type LabelSheetName } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { Button, FieldRow, ResponsiveDialog, SegmentedControl, SelectField, TextField } from '../../ui/index.ts';
import styles from './labels-dialog.module.css';

type Asked = Omit<Input<typeof printStockLabels>['query'], 'sheet' | 'code' | 'start' | 'copies'>;
const key = 'lastmile-label-sheet';
const plain = { required: false, error: undefined };

interface Props {
  title: string;
  /** How many different labels it will be, where that is known. */
  count?: number;
  asked: Asked;
  onClose: () => void;
}

/** Labels on a sheet as shops sell it, from the first one that is still there. The sheet is remembered: a desk has one kind. */
export function LabelsDialog({ title, count, asked, onClose }: Props) {
  const [sheet, setSheet] = useState<LabelSheetName>(keptSheet);
  const [code, setCode] = useState<LabelCode>('qr');
  const [start, setStart] = useState(1);
  const [copies, setCopies] = useState('1');
  const { name, sold, across, down } = labelSheets[sheet];
  const many = Math.min(100, Math.max(1, Number(copies) || 1));
  const print = () => {
    download(urlOf(printStockLabels, { query: { ...asked, sheet, code, start, copies: many } }));
    onClose();
  };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={title} subtitle="As a PDF. Print it at its real size, without fitting it to the page."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" onClick={print}>{count ? `Make ${count * many} ${count * many === 1 ? 'label' : 'labels'}` : 'Make the labels'}</Button></>}
    >
      <div className={styles.fields}>
        <SelectField
          label="Sheet" name="sheet" {...plain} maxLength={undefined} value={sheet} hint={`For example ${sold}.`}
          options={labelSheetNames.map((one) => ({ value: one, label: labelSheets[one].name }))}
          onChange={(one) => {
            setSheet(one as LabelSheetName);
            setStart(1);
            keepSheet(String(one));
          }}
        />
        <FieldRow>
          <div>
            <div className={styles.label}>Code</div>
            <SegmentedControl<LabelCode> label="Code" value={code} onChange={setCode} options={[{ value: 'qr', label: 'Square' }, { value: 'code128', label: 'Stripes' }]} />
          </div>
          <TextField label="Copies of each" inputMode="numeric" name="copies" {...plain} maxLength={3} value={copies} onChange={(typed) => setCopies(String(typed).replaceAll(/\D/g, ''))} />
        </FieldRow>
        {code === 'code128' && <p className={styles.hint} role="note">Stripes have room for {longestStripes(sheet)} letters on these labels, or nearly twice as many digits. What is longer gets a square code.</p>}
        <div>
          <div className={styles.label} id="first-label">First label on the sheet: {start}</div>
          <div className={styles.sheet} style={{ gridTemplateColumns: `repeat(${across}, 1fr)` }} role="group" aria-label={`${name}: which label is the first that is still there`}>
            {Array.from({ length: across * down }, (_, index) => index + 1).map((at) => (
              <button key={at} type="button" className={styles.place} aria-label={`Label ${at}`} aria-pressed={at === start} data-gone={at < start || undefined} onClick={() => setStart(at)} />
            ))}
          </div>
        </div>
      </div>
    </ResponsiveDialog>
  );
}

function keptSheet(): LabelSheetName {
  try {
    return labelSheetNames.find((name) => name === localStorage.getItem(key)) ?? 'a4_21';
  } catch {
    return 'a4_21';
  }
}

function keepSheet(name: string) {
  try {
    localStorage.setItem(key, name);
  } catch {
    // It is chosen anew the next time.
  }
}
