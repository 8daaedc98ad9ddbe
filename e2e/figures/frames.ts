import type { Page } from '@playwright/test';

export interface Frames { count: number; perSecond: number; worst: number; late: number }

/** Counts the frames that the page draws while something is done with it; times in milliseconds. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = [];
    const draw = (now: number) => {
      times.push(now);
      frames.running = requestAnimationFrame(draw);
    };
    const frames = { times, running: requestAnimationFrame(draw) };
    Object.assign(window, { frames });
  });
  await act();
  const times = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: { times: number[]; running: number } };
    cancelAnimationFrame(frames.running);
    return frames.times;
  });
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  const worst = Math.max(...gaps);
  return {
    count: gaps.length,
    perSecond: Math.round((1000 * gaps.length) / (times.at(-1)! - times[0]!)),
    worst: Math.round(worst),
    late: gaps.filter((gap) => gap > 34).length,
  };
}

/** Milliseconds from asking for a page until what `selector` names is drawn. */
export async function timeTo(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(selector);
  return page.evaluate(() => new Promise<number>((resolve) => {
    requestAnimationFrame(() => resolve(Math.round(performance.now())));
  }));
}

/** The middle one of several measurements. */
export async function middleOf(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let time = 0; time < times; time += 1) found.push(await measure());
  return found.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
