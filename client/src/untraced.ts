/**
 * A log into which the library traces no messages: those hold whole files with the passwords in them. Without this a
 * setting named after the client, and the log level "Trace", would put them there.
 */

import { Disposable, LogLevel, type LogOutputChannel } from 'vscode';

/** The log as it is, but for its level, which is one at which nothing is traced. */
export function untraced(log: LogOutputChannel): LogOutputChannel {
  return new Proxy(log, {
    get(target, key) {
      if (key === 'logLevel') return LogLevel.Info;
      if (key === 'onDidChangeLogLevel') return () => new Disposable(() => {});
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
