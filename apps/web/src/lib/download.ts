/** Saves what is at an address of ours on the device, without leaving the page. */
export function download(address: string) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
