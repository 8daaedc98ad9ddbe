/** Where a lead is to go, and between which cards where it was dropped between some. */
export interface Destination {
  stageId: string;
  afterId?: string;
  beforeId?: string;
}
