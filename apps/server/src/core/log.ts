import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** The log of the whole process: JSON, a line each, without secrets. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino({
    level,
    redact: { paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', 'password', 'token'], censor: '[hidden]' },
    serializers: { err: withoutClient, req: withoutLink },
  }, destination);
}

/** A request as a line of the log; the link of a quote is a key to it, so it is not written down. */
function withoutLink({ method, url, ip }: { method?: string; url?: string; ip?: string }): object {
  return { method, url: url?.replace(/(\/q\/|\/public\/quotes\/)[^/?#]+/, '$1[hidden]'), remoteAddress: ip };
}

/** With an error of a lost connection pg hands out its whole client: pages that say nothing of the error. */
function withoutClient(error: Error): object {
  const { client: _, ...told } = stdSerializers.err(error);
  return told;
}
