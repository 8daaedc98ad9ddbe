import { useRef } from 'react';

/** Opens the device's own picker, or its camera; what is chosen comes to `onFiles`. */
export function useFilePicker(onFiles: (files: File[]) => void, { camera = false, multiple = true, accept }: { camera?: boolean; multiple?: boolean; accept?: string } = {}) {
  const input = useRef<HTMLInputElement>(null);
  return {
    open: () => input.current?.click(),
    /** Has to be somewhere on the page; nobody sees it. */
    input: (
      <input
        ref={input} type="file" hidden tabIndex={-1} aria-hidden
        {...(camera ? { accept: 'image/*', capture: 'environment' as const } : { multiple, ...(accept ? { accept } : {}) })}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // Else choosing the same file again would change nothing and say nothing.
          currentTarget.value = '';
        }}
      />
    ),
  };
}
