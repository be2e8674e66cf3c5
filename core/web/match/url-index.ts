import { comparablePath } from '../rules/formats/url-line.ts';
import type { UrlRule } from '../rules/rule.ts';
import type { MatchRequest } from './request.ts';

/** Lines of URL lists, by host and then by path and query. */
export class UrlIndex {
  private readonly byHost = new Map<string, Map<string, UrlRule[]>>();

  constructor(rules: readonly UrlRule[]) {
    for (const rule of rules) {
      const paths = this.byHost.get(rule.host) ?? new Map<string, UrlRule[]>();
      this.byHost.set(rule.host, paths);
      const key = rule.path ?? '';
      paths.set(key, [...(paths.get(key) ?? []), rule]);
    }
  }

  find(request: MatchRequest): UrlRule | undefined {
    if (this.byHost.size === 0) return undefined;
    const paths = this.byHost.get(request.target.host);
    if (paths === undefined) return undefined;
    const fits = (rule: UrlRule) => rule.port === 0 || rule.port === request.target.port;
    return paths.get('')?.find(fits) ?? paths.get(pathOf(request))?.find(fits);
  }
}

function pathOf(request: MatchRequest): string {
  const { url } = request.target;
  for (let at = request.hostEnd; at < url.length; at += 1) {
    const code = url.charCodeAt(at);
    if (code === 0x2f || code === 0x3f) return comparablePath(url.slice(at));
  }
  return '/';
}
