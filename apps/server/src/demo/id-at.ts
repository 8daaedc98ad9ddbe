import { v7 } from 'uuid';

let sequence = 0;

/**
 * An id as one made at that moment would be: lists and timelines sort by it. Of one moment, the later made is the
 * later one.
 */
export function idAt(moment: Date): string {
  sequence = (sequence + 1) % 4_294_967_296;
  return v7({ msecs: moment.getTime(), seq: sequence });
}
