/** Settings of the product that a person may have in the shell; tests set their own. */
const productSettings =
  /^(DATABASE_|SMTP_|TWILIO_|TELEGRAM_|S3_)|^(DATA_DIR|DEMO|HOST|LOG_LEVEL|PORT|PUBLIC_URL|RATE_LIMIT|ROLE|SECRET_KEY|TRUST_PROXY)$/;

/** The environment of the test runners: ours without the product's settings, and plain text where nobody watches. */
export function testEnvironment(environment: NodeJS.ProcessEnv, isTerminal: boolean): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !productSettings.test(name));
  const result: NodeJS.ProcessEnv = Object.fromEntries(kept);
  if (isTerminal) return result;
  delete result.FORCE_COLOR;
  return { ...result, NO_COLOR: '1' };
}
