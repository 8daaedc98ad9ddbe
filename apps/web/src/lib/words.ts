/** “Building name” as it stands in a sentence, “building name”; “KRA PIN” stays as it is. */
export const inASentence = (label: string): string => (/^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
