const key = 'lastmile-scan-silent';

let context: AudioContext | undefined;

/** Whether scans are heard; kept by this browser. */
export function isSilent(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

export function keepSilent(silent: boolean) {
  try {
    if (silent) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing is as loud as it was the next time.
  }
}

/** Says whether a scan was taken without anybody having to look: one high tone, or two low ones. */
export function beep(good: boolean) {
  if (isSilent()) return;
  navigator.vibrate?.(good ? 40 : [60, 60, 60]);
  try {
    context ??= new AudioContext();
    const { currentTime } = context;
    for (const [start, frequency] of good ? [[0, 1200]] as const : [[0, 320], [0.16, 320]] as const) tone(context, currentTime + start, frequency);
  } catch {
    // No sound here; the screen says it too.
  }
}

function tone(audio: AudioContext, at: number, frequency: number) {
  const [oscillator, gain] = [audio.createOscillator(), audio.createGain()];
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.12, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.11);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.12);
}
