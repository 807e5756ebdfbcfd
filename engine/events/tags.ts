/** Tags: what the message's application properties say of the device. */
import { cut, type Fields, isPlainName } from './fields.ts';

const maxTags = 50;
const maxKey = 64;
const maxValue = 256;

/**
 * Every application property but those of the hub and of tracing. An enrichment whose twin path does not exist is stamped as
 * its own text (`$twin.tags.site`) and counts as absent. A reading is worth more than a tag, so what is beyond the limits is
 * left out and never refuses the message: values are cut at 256 characters, keys over 64 and tags after the 50th are dropped.
 */
export function tagsOf(properties: Fields): Readonly<Record<string, string>> {
  const tags: [string, string][] = [];
  for (const [key, value] of Object.entries(properties)) {
    const text = textOf(value);
    if (isTag(key) && text !== undefined && tags.length < maxTags) tags.push([key, cut(text, maxValue)]);
  }
  return Object.fromEntries(tags);
}

const isTag = (key: string): boolean =>
  isPlainName(key) && key.length <= maxKey && !/^(iothub-.*|traceparent|tracestate)$/is.test(key);

/** The hub sends texts only; numbers and booleans come from those who post events by hand. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && !value.startsWith('$twin.') ? value : undefined;
}
