/** How passwords of router users are made up: by the page that shows one, and by the server where none was given. The same rule for both. */
import type { ConversionSettings } from './conversion-settings.ts';

export type PasswordRule = Pick<ConversionSettings, 'passwordKind' | 'passwordLength' | 'passwordAlphabet'>;

/** Without the letters and digits that are confused when read aloud over a phone; `mixed` has what needs no second keyboard on a phone's first. */
const alphabets: { [name in PasswordRule['passwordAlphabet']]: string } = {
  readable: 'abcdefghjkmnpqrstuvwxyz23456789',
  digits: '0123456789',
  mixed: 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.+=@#',
};

/** 128 short words that nobody spells in two ways. */
const words = ('acorn amber anchor apple arrow autumn bamboo banana barn basket beach bean bird blanket boat book bottle branch bread bridge brick brush bucket butter button cabin '
  + 'cactus camel candle canoe carpet castle cedar chair cherry circle cloud clover cobra copper coral cotton cradle crane cricket crown desert dolphin donkey dragon drum eagle '
  + 'falcon farm feather fern field finger fish flag flute forest fox garden ginger goat gold grape guitar hammer harbor hat hill honey horn island ivory jacket jungle kettle '
  + 'kitten ladder lake lamp lemon lion lizard mango maple market melon mirror monkey moon morning nest ocean olive onion orange otter oven owl paint panda paper parrot pencil '
  + 'pepper piano pilot planet plum pocket pond potato rabbit rain river rocket salt silver spoon stone sugar table tiger tomato tower tulip turtle valley violin wagon water '
  + 'window winter zebra').split(' ');

/** A password by the rule, or null where it is to be given by hand. `below(n)` is a random whole number from 0 to n - 1. */
export function madeUpPassword({ passwordKind, passwordLength, passwordAlphabet }: PasswordRule, below: (limit: number) => number): string | null {
  if (passwordKind === 'by_hand') return null;
  const one = (from: string | readonly string[]) => from[below(from.length)]!;
  // Four words and two digits are 35 bits: a router's login is guessed over the network only.
  if (passwordKind === 'words') return [...Array.from({ length: 4 }, () => one(words)), `${below(10)}${below(10)}`].join('-');
  return Array.from({ length: passwordLength }, () => one(alphabets[passwordAlphabet])).join('');
}
