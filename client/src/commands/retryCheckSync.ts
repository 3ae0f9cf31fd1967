import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';

/** `Cisco: Retry check-sync of Failed Phones`: sends once more to those that did not accept. */
export async function retryCheckSync({ deliveries }: Tools): Promise<void> {
  if (isTrusted()) await deliveries.retry();
}
