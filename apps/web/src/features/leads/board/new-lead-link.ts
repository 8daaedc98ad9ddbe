/** The address of a new lead over the leads as they are filtered now, in a stage where one is given. */
export function newLeadIn(search: string, stageId?: string): string {
  const query = new URLSearchParams(search);
  if (stageId) query.set('newIn', stageId);
  else query.delete('newIn');
  const words = query.toString();
  return `/leads/new${words && `?${words}`}`;
}
