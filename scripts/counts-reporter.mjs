// A reporter for `node --test` that writes nothing but the totals of the whole run, as JSON.
export default async function* counts(events) {
  for await (const event of events) {
    // Every test file has a summary of its own; the one without a file is the sum.
    if (event.type === 'test:summary' && event.data.file === undefined) yield JSON.stringify(event.data.counts);
  }
}
