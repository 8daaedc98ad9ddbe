import type { Pipeline, Stage } from '@lastmile/contracts';

const isClosed = ({ type }: Pick<Stage, 'type'>) => type === 'won' || type === 'lost';

/** Leads are won and lost one by one; what goes away may neither close nor reopen them. */
export function sameSort(from: Pick<Stage, 'type'>, to: Pick<Stage, 'type'>): boolean {
  return from.type === to.type || (!isClosed(from) && !isClosed(to));
}

/** The stage of another pipeline that is most like this one: of its name, else of its type and place, else any that would do. */
export function likeliest(stage: Stage, pipeline: Pipeline | undefined): Stage | undefined {
  const fit = pipeline?.stages.filter((other) => sameSort(stage, other)) ?? [];
  const ofType = fit.filter(({ type }) => type === stage.type);
  const nearest = ofType.toSorted((a, b) => Math.abs(a.probability - stage.probability) - Math.abs(b.probability - stage.probability));
  return fit.find(({ name }) => name.toLowerCase() === stage.name.toLowerCase()) ?? nearest[0] ?? fit[0];
}
