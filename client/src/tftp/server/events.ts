/** What is told of transfers, by our server and by the readers of other servers' logs: plain objects, ready for JSON. */

interface About {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Of the phone, IPv4 or IPv6 without brackets; logs do not always have it. */
  readonly address?: string;
  /** UDP port of the phone. */
  readonly port?: number;
  /** The name as it was asked for; cut when it is absurdly long. */
  readonly file: string;
  /** The same in all events of one transfer; logs do not always tell which line belongs to which. */
  readonly transfer?: string;
}

/** A client asks to read a file. */
export interface Requested extends About {
  readonly type: 'request';
  /** `octet` or `netascii`; logs do not tell. */
  readonly mode?: string;
}

/** The options of RFC 2347 that were agreed on. */
export interface Negotiated extends About {
  readonly type: 'negotiated';
  readonly options: Options;
}

export interface Options {
  /** Bytes in a block (RFC 2348). */
  readonly blksize?: number;
  /** Seconds before something is sent again (RFC 2349). */
  readonly timeout?: number;
  /** Bytes of the whole file (RFC 2349). */
  readonly tsize?: number;
}

/** How far a transfer has come. Told now and then, of large files only. */
export interface Progressed extends About {
  readonly type: 'progress';
  /** Bytes that the client has acknowledged, and those of the whole file. */
  readonly bytes: number;
  readonly total: number;
}

/** The whole file has arrived. */
export interface Done extends About {
  readonly type: 'done';
  readonly bytes?: number;
  /** How many packets were sent again. */
  readonly retries?: number;
  /** From the request to the last acknowledgement. */
  readonly milliseconds?: number;
}

/** A transfer has broken off. */
export interface Failed extends About {
  readonly type: 'failed';
  readonly reason: /** The client has stopped answering. */
    | 'silent'
    /** The client sent an error. */
    | 'aborted'
    /** The client asked anew from the same port. */
    | 'superseded'
    /** The server was stopped. */
    | 'stopped'
    /** The network or the disk did not work, or a log does not say why. */
    | 'trouble';
  /** What the client or the system said. */
  readonly message?: string;
  readonly bytes?: number;
  readonly total?: number;
  readonly retries?: number;
}

/** There is no such file. */
export interface Missing extends About {
  readonly type: 'missing';
  /** A file that is there and differs in letter case only. */
  readonly similar?: string;
}

/** The request is not answered with a file, whatever is there. */
export interface Refused extends About {
  readonly type: 'refused';
  readonly reason: /** It asks to write. */
    | 'write'
    /** Its mode is neither octet nor netascii. */
    | 'malformed'
    /** The name leads out of the folder, is hidden or can not be one. */
    | 'outside'
    /** The name is none that phones ask for. */
    | 'not-provisioning'
    /** The file may not be read, is too large, or changes all the time. */
    | 'unreadable'
    /** The address belongs to no private network. */
    | 'foreign'
    /** Too many transfers or requests: it was not answered at all, and the client asks again. */
    | 'busy'
    /** A log does not say why. */
    | 'other';
}

export type TftpEvent = Requested | Negotiated | Progressed | Done | Failed | Missing | Refused;

/** The same events without the time, which the server adds. */
export type Untimed<E = TftpEvent> = E extends unknown ? Omit<E, 'time'> : never;
