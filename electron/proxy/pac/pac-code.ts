/**
 * The part of the PAC that never changes. ES3: Windows' own services read PACs with an engine of that age. It calls none of
 * the PAC functions that look names up: those block the browser.
 */
export const PAC_CODE = String.raw`
var offhookChain = {};
var FindProxyForURL = (function (settings, chain) {

function endsWith(text, end) {
  return text.length >= end.length && text.substring(text.length - end.length) === end;
}

function isBelow(host, name) {
  return host === name || endsWith(host, "." + name);
}

function isLoopback(host) {
  return isBelow(host, "localhost") || /^127\.\d+\.\d+\.\d+$/.test(host) || host === "::1";
}

function isPrivate(host) {
  return /^10\.\d+\.\d+\.\d+$/.test(host) || /^192\.168\.\d+\.\d+$/.test(host) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) || /^169\.254\.\d+\.\d+$/.test(host) ||
    /^f[cd][0-9a-f]{2}:/.test(host) || /^fe[89ab][0-9a-f]:/.test(host);
}

function isPlain(host) {
  return host.indexOf(".") === -1 && host.indexOf(":") === -1;
}

function goesRound(host) {
  if (isLoopback(host)) return true;
  if (settings.privateAddresses && isPrivate(host)) return true;
  if (settings.plainNames && isPlain(host)) return true;
  for (var i = 0; i < settings.hosts.length; i += 1) {
    if (isBelow(host, settings.hosts[i])) return true;
  }
  return false;
}

function matches(host, pattern) {
  if (pattern === "<local>") return isPlain(host);
  if (pattern.charAt(0) === ".") return endsWith(host, pattern);
  var escaped = pattern.replace(/[.+?^$(){}|\[\]\\]/g, "\\$&").replace(/\*+/g, ".*");
  return new RegExp("^" + escaped + "$").test(host);
}

function manualRoute(url, host) {
  var manual = settings.manual;
  for (var i = 0; i < manual.bypass.length; i += 1) {
    if (matches(host, manual.bypass[i])) return "DIRECT";
  }
  return (/^(https|wss):/.test(url) ? manual.https : manual.http) || "DIRECT";
}

function wantedBefore(url, host) {
  try {
    if (settings.manual !== null) return manualRoute(url, host);
    if (chain.original) return String(chain.original(url, host) || "DIRECT");
  } catch (error) {}
  return "DIRECT";
}

function pick(ports, host) {
  var sum = 0;
  for (var i = 0; i < host.length; i += 1) sum = (sum * 31 + host.charCodeAt(i)) % 65521;
  return "PROXY 127.0.0.1:" + ports[sum % ports.length];
}

function nameOf(part) {
  part = part.replace(/^\s+|\s+$/g, "");
  if (/^DIRECT$/i.test(part)) return "DIRECT";
  var proxy = /^(?:PROXY|HTTP)\s+(\S+)$/i.exec(part);
  if (proxy === null) return part;
  return "PROXY " + proxy[1].toLowerCase() + (/:\d+$/.test(proxy[1]) ? "" : ":80");
}

function route(wanted, host) {
  var parts = wanted.split(";");
  var names = [];
  var i;
  for (i = 0; i < parts.length; i += 1) if (/\S/.test(parts[i])) names.push(nameOf(parts[i]));
  var whole = settings.routes[names.join("; ")];
  var ways = [];
  if (whole) ways.push(pick(whole, host));
  else for (i = 0; i < names.length; i += 1) if (settings.routes[names[i]]) ways.push(pick(settings.routes[names[i]], host));
  if (ways.length === 0 && names.length > 0 && settings.open) return wanted;
  if (ways.length === 0) ways.push(pick(settings.direct, host));
  return ways.join("; ") + (settings.open ? "; " + wanted : "");
}

return function (url, host) {
  host = String(host).toLowerCase().replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  if (host === settings.probe) return pick(settings.direct, host);
  return goesRound(host) ? "DIRECT" : route(wantedBefore(url, host), host);
};

})(SETTINGS, offhookChain);

try {
  // So that the original, which runs after this, can't put its own in our place.
  Object.defineProperty(this, "FindProxyForURL", { value: FindProxyForURL, writable: false });
} catch (error) {}
`;
