import { given, type Case } from './case.ts';

const URLHAUS = `################################################################
# abuse.ch URLhaus Database Dump (CSV - recent URLs only)      #
################################################################
#
# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter
"3456","2026-01-02 03:04:05","http://1.2.3.4:8080/bin.sh","online","2026-01-02","malware_download","elf,mirai","https://urlhaus.abuse.ch/url/3456/","x"
"3457","2026-01-02 03:04:05","https://bad.example.net/a,b.exe?x=1","offline","","malware_download","exe","https://urlhaus.abuse.ch/url/3457/","y, ""z"""
`;

export const FORMAT_CASES: Readonly<Record<string, readonly Case[]>> = {
  'S13 readers are patient': [
    ...given('\uFEFF0.0.0.0 x.com', { block: ['https://x.com/'] }),
    ...given('\uFEFFx.com', { block: ['https://x.com/'] }),
    ...given('\uFEFF||x.com^', { block: ['https://x.com/'] }),
    ...given('\uFEFF[Adblock Plus 2.0]\n||x.com^', { block: ['https://x.com/'] }),
    ...given('0.0.0.0 x.com\r\n0.0.0.0 y.com\r\n', { block: ['https://x.com/', 'https://y.com/'] }),
    ...given('||x.com^\r\n||y.com^$script\r\n', {
      block: ['https://x.com/', { url: 'https://y.com/', type: 'script' }],
    }),
    ...given('x.com\ry.com', { block: ['https://x.com/', 'https://y.com/'] }),
    ...given('0.0.0.0\tx.com', { block: ['https://x.com/'] }),
    ...given('\t 0.0.0.0 \t x.com  \t', { block: ['https://x.com/'] }),
    ...given('   x.com', { block: ['https://x.com/'] }),
    ...given('   ||x.com^   ', { block: ['https://x.com/'] }),
    ...given('0.0.0.0 x.com y.com\tz.com', { block: ['https://x.com/', 'https://y.com/', 'https://a.z.com/'] }),
    ...given('0.0.0.0 x.com # y.com', { block: ['https://x.com/'], allow: ['https://y.com/'] }),
    ...given('0.0.0.0 x.com#y.com', { block: ['https://x.com/'], allow: ['https://y.com/'] }),
    ...given('0.0.0.0 x.com ## y.com', { block: ['https://x.com/'] }),
    ...given('#0.0.0.0 x.com', { allow: ['https://x.com/'] }),
    ...given('x.com # bad', { block: ['https://x.com/'] }),
    ...given('::1 x.com', { block: ['https://x.com/'] }),
    ...given(':: x.com', { block: ['https://x.com/'] }),
    ...given('0 x.com', { block: ['https://x.com/'] }),
    ...given('fe80::1%lo0 x.com', { block: ['https://x.com/'] }),
    ...given('0.0.0.0 *.x.com', { block: ['https://a.x.com/'] }),
    ...given('0.0.0.0 under_score.x.com', { block: ['https://under_score.x.com/'] }),
    ...given('0.0.0.0 X.COM', { block: ['https://x.com/'] }),
    ...given('\n\n\nx.com\n\n', { block: ['https://x.com/'] }),
    ...given('0.0.0.0', { allow: ['https://x.com/', 'http://0.0.0.0/'] }),
  ],
  'S14 accidents are dropped': [
    ...given('0.0.0.0 com', { allow: ['https://x.com/', 'https://com/'] }),
    ...given('com', { allow: ['https://x.com/'] }),
    ...given('co.uk', { allow: ['https://x.co.uk/'] }),
    ...given('0.0.0.0 co.uk', { allow: ['https://x.co.uk/'] }),
    ...given('github.io', { allow: ['https://x.github.io/'] }),
    ...given('0.0.0.0 localhost', { allow: ['http://localhost/'] }),
    ...given('127.0.0.1 localhost.localdomain', { allow: ['http://localhost.localdomain/'] }),
    ...given('255.255.255.255 broadcasthost', { allow: ['http://broadcasthost/'] }),
    ...given('::1 ip6-localhost ip6-loopback', { allow: ['http://ip6-localhost/'] }),
    ...given('0.0.0.0 0.0.0.0', { allow: ['http://0.0.0.0/'] }),
    ...given('127.0.0.1', { allow: ['http://127.0.0.1/'] }),
    ...given('::1', { allow: ['http://[::1]/'] }),
    ...given('localhost', { allow: ['http://localhost/'] }),
    ...given('intranet', { allow: ['http://intranet/'] }),
    ...given('||com^', { block: ['https://x.com/'], allow: ['https://x.net/'] }),
    ...given('||co.uk^', { block: ['https://x.co.uk/'] }),
    ...given('||github.io^', { block: ['https://x.github.io/'] }),
    ...given('||zip^$document', { block: ['https://a.zip/'] }),
    ...given('||localhost^', { block: ['http://localhost/'] }),
    ...given('ec2-1-2-3-4.compute-1.amazonaws.com', {
      block: ['https://ec2-1-2-3-4.compute-1.amazonaws.com/'],
      allow: ['https://ec2-9-9-9-9.compute-1.amazonaws.com/'],
    }),
    ...given('0.0.0.0/0', { allow: ['http://1.2.3.4/'] }),
  ],
  'S15 a tunnel is judged by host and port': [
    ...given('||evil.com^', {
      block: [
        { url: 'https://evil.com/x', via: 'connect' },
        { url: 'evil.com:443', via: 'connect' },
        { url: 'EVIL.COM.:443', via: 'connect' },
        { url: 'https://good.com/', via: 'connect', sni: 'evil.com' },
        { url: 'good.com:443', via: 'connect', sni: 'www.EVIL.com' },
        { url: 'evil.com:443', via: 'connect', sni: 'good.com' },
        { url: 'good.com:443', via: 'connect', sni: 'evil.com.' },
        { url: 'good.com:443', via: 'connect', sni: 'a b' },
      ],
      allow: [
        { url: 'good.com:443', via: 'connect' },
        { url: 'good.com:443', via: 'connect', sni: 'good.com' },
        { url: 'good.com:443', via: 'connect', sni: '' },
      ],
    }),
    ...given('||evil.com/path', {
      allow: [{ url: 'https://evil.com/path', via: 'connect' }],
      block: ['https://evil.com/path'],
    }),
    ...given('/ads/*', { allow: [{ url: 'https://x.com/ads/1', via: 'connect' }] }),
    ...given('http://evil.com/x', { allow: [{ url: 'https://evil.com/x', via: 'connect' }] }),
    ...given('http://evil.com/', { block: [{ url: 'https://evil.com/x', via: 'connect' }] }),
    ...given('|https://evil.com/|', { block: [{ url: 'https://evil.com/long?path', via: 'connect' }] }),
    ...given('||evil.com:8443^', {
      block: [
        { url: 'evil.com:8443', via: 'connect' },
        { url: 'https://evil.com:8443/', via: 'connect' },
      ],
      allow: [{ url: 'evil.com:443', via: 'connect' }],
    }),
    ...given('||1.2.3.4^', {
      block: [
        { url: '1.2.3.4:443', via: 'connect' },
        { url: '0x1020304:443', via: 'connect' },
        { url: '[::ffff:1.2.3.4]:443', via: 'connect', sni: 'good.com' },
      ],
    }),
    ...given('||[2001:db8::1]^', { block: [{ url: '[2001:db8::1]:443', via: 'connect' }] }),
    ...given('||evil.com^\n@@||good.com^', { block: [{ url: 'good.com:443', via: 'connect', sni: 'evil.com' }] }),
    ...given('||x.com^$script', { allow: [{ url: 'x.com:443', via: 'connect' }] }),
    ...given('@@||x.com/ok\n||x.com^', { block: [{ url: 'https://x.com/ok', via: 'connect' }] }),
  ],
  'the Host of a plain request counts, too': [
    ...given('||evil.com^', {
      block: [
        { url: 'http://good.com/', via: 'http', hostHeader: 'evil.com' },
        { url: 'http://evil.com/', via: 'http', hostHeader: 'good.com' },
        { url: 'http://good.com/', via: 'http', hostHeader: 'EVIL.com:80' },
        { url: 'http://good.com/', via: 'http', hostHeader: 'good.com@evil.com' },
        { url: 'http://good.com/', via: 'http', hostHeader: 'a b' },
      ],
      allow: [
        { url: 'http://good.com/', via: 'http', hostHeader: 'good.com' },
        { url: 'http://good.com/', via: 'http' },
        { url: 'http://good.com/', via: 'http', hostHeader: '' },
      ],
    }),
    ...given('||evil.com/bad', {
      block: [{ url: 'http://good.com/bad', via: 'http', hostHeader: 'evil.com' }],
      allow: [{ url: 'http://good.com/ok', via: 'http', hostHeader: 'evil.com' }],
    }),
  ],
  'S16 every hop of a redirect counts': [
    ...given('||evil.com^', {
      block: [
        { url: 'https://a.com/', chain: ['https://evil.com/'] },
        { url: 'https://a.com/', chain: ['https://b.com/', 'https://evil.com/', 'https://c.com/'] },
        { url: 'https://evil.com/', chain: ['https://a.com/'] },
        { url: 'https://a.com/', chain: ['//evil.com/x'] },
        { url: 'https://a.com/', chain: ['https://b.com/', 'http://%65vil.com'] },
        { url: 'https://a.com/', chain: ['http://'] },
      ],
      allow: [
        { url: 'https://a.com/', chain: ['https://b.com/', '/evil.com'] },
        { url: 'https://a.com/', chain: [] },
        { url: 'https://a.com/', chain: ['next?u=evil.com'] },
      ],
    }),
    ...given('||b.com/x/y', {
      block: [{ url: 'https://a.com/', chain: ['https://b.com/x/', 'y'] }],
      allow: [{ url: 'https://b.com/', chain: ['https://a.com/x/', 'y'] }],
    }),
    ...given('||evil.com^\n@@||a.com^', { block: [{ url: 'https://a.com/', chain: ['https://evil.com/'] }] }),
  ],
  'S17 lines of URL lists': [
    ...given('http://x.com/a/b.exe', {
      block: [
        'http://x.com/a/b.exe',
        'https://x.com/a/b.exe',
        'http://x.com:80/a/b.exe',
        'https://x.com/a/b.exe#f',
        'http://X.com./a/b.exe',
        'http://u@x.com/a/b.exe',
        'http://x.com/a/./b.exe',
        'http://x.com/a/c/../b.exe',
        'http://x.com/a/b.exe?',
      ],
      allow: [
        'http://x.com/',
        'http://x.com/a/b.exe?x',
        'http://x.com/a/b.exe/',
        'http://x.com/A/b.exe',
        'http://www.x.com/a/b.exe',
        'http://ax.com/a/b.exe',
        'http://x.com/a/b.ex',
      ],
    }),
    ...given('http://x.com/a?b=1', {
      block: ['https://x.com/a?b=1'],
      allow: ['https://x.com/a', 'https://x.com/a?b=2', 'https://x.com/a?b=1&c'],
    }),
    ...given('http://x.com/', {
      block: ['https://x.com/', 'http://x.com/any?thing', 'http://x.com:8080/'],
      allow: ['https://www.x.com/'],
    }),
    ...given('https://x.com', { block: ['http://x.com/a'], allow: ['https://a.x.com/'] }),
    ...given('x.com/', { block: ['http://x.com/a'], allow: ['https://a.x.com/'] }),
    ...given('x.com/path/file', {
      block: ['https://x.com/path/file'],
      allow: ['https://x.com/path/file2', 'https://x.com/', 'https://a.x.com/path/file'],
    }),
    ...given('http://x.com:8080/a', {
      block: ['http://x.com:8080/a', 'https://x.com:8080/a'],
      allow: ['http://x.com/a', 'http://x.com:8081/a'],
    }),
    ...given('http://x.com:80/a', { block: ['http://x.com/a', 'https://x.com/a'] }),
    ...given('https://x.com:443/a', { block: ['https://x.com/a', 'http://x.com/a'] }),
    ...given('http://1.2.3.4/a', {
      block: ['http://1.2.3.4/a', 'http://0x1020304/a', 'http://[::ffff:1.2.3.4]/a'],
      allow: ['http://1.2.3.4/b'],
    }),
    ...given('http://bücher.de/ü', { block: ['http://xn--bcher-kva.de/%C3%BC', 'https://bücher.de/ü'] }),
    ...given('HTTP://X.com/A', { block: ['http://x.com/A'], allow: ['http://x.com/a'] }),
    ...given('http://x.com/a#frag', { block: ['http://x.com/a', 'http://x.com/a#other'] }),
    ...given('http://x.com/a\nhttp://y.com/b', {
      block: ['http://x.com/a', 'http://y.com/b'],
      allow: ['http://x.com/b'],
    }),
    ...given('http://x.com/ü%7Eb', {
      block: ['http://x.com/%c3%bc~b', 'http://x.com/%C3%BC%7eb'],
      allow: ['http://x.com/%C3%BC%2Fb'],
    }),
    ...given('http://x.com/admin', {
      block: ['http://x.com/%61dmin'],
      allow: ['http://x.com/Admin', 'http://x.com/%2561dmin'],
    }),
    ...given('http://user:pw@x.com/a', { block: ['http://x.com/a'] }),
  ],
  'S18 response policy zones': [
    ...given('x.com CNAME .', { block: ['https://x.com/'], allow: ['https://www.x.com/', 'https://ax.com/'] }),
    ...given('*.x.com CNAME .', { block: ['https://www.x.com/', 'https://a.b.x.com/'], allow: ['https://x.com/'] }),
    ...given('x.com CNAME .\n*.x.com CNAME .', { block: ['https://x.com/', 'https://a.x.com/'] }),
    ...given('*.x.com CNAME .\nok.x.com CNAME rpz-passthru.', {
      allow: ['https://ok.x.com/'],
      block: ['https://www.ok.x.com/', 'https://a.x.com/'],
    }),
    ...given('x.com 3600 IN CNAME .', { block: ['https://x.com/'] }),
    ...given('x.com IN CNAME *.', { block: ['https://x.com/'] }),
    ...given('x.com. CNAME .', { block: ['https://x.com/'] }),
    ...given('X.COM cname .', { block: ['https://x.com/'] }),
    ...given('x.com CNAME rpz-drop.', { block: ['https://x.com/'] }),
    ...given('x.com CNAME rpz-tcp-only.', { allow: ['https://x.com/'] }),
    ...given('x.com\tCNAME\t. ; bad', { block: ['https://x.com/'] }),
    ...given('; x.com CNAME .', { allow: ['https://x.com/'] }),
    ...given('$TTL 1h\n@ IN SOA localhost. root.localhost. (1 6h 1h 1w 2h)\n  IN NS localhost.\nx.com CNAME .', {
      block: ['https://x.com/'],
      allow: ['http://localhost/'],
    }),
    ...given(
      '$TTL 60\n$ORIGIN rpz.example.\n@ SOA ns. h. 1 2 3 4 5\nx.com CNAME .\ny.com.rpz.example. CNAME .\n*.z.com CNAME .',
      {
        block: ['https://x.com/', 'https://y.com/', 'https://a.z.com/'],
        allow: ['https://z.com/', 'https://x.com.rpz.example/'],
      },
    ),
    ...given('x.com A 127.0.0.1', { block: ['https://x.com/'], allow: ['https://a.x.com/'] }),
    ...given('x.com CNAME walled.garden.example.', { block: ['https://x.com/'] }),
    ...given('www.google.com CNAME forcesafesearch.google.com.', { allow: ['https://www.google.com/'] }),
    ...given('32.4.3.2.1.rpz-ip CNAME .', { block: ['http://1.2.3.4/'], allow: ['http://1.2.3.5/'] }),
    ...given('32.4.3.2.1.rpz-client-ip CNAME .', { allow: ['http://1.2.3.4/'] }),
    ...given('ns.x.com.rpz-nsdname CNAME .', { allow: ['https://ns.x.com/'] }),
    ...given('x.com CNAME x.com.', { allow: ['https://x.com/'] }),
    ...given('x.com CNAME .\n  A 1.2.3.4', { block: ['https://x.com/'] }),
  ],
  dnsmasq: [
    ...given('address=/x.com/', { block: ['https://x.com/', 'https://a.x.com/'], allow: ['https://ax.com/'] }),
    ...given('address=/x.com/#', { block: ['https://x.com/'] }),
    ...given('address=/x.com/y.com/::', { block: ['https://x.com/', 'https://y.com/'] }),
    ...given('local=/x.com/', { block: ['https://a.x.com/'] }),
    ...given('server=/x.com/', { block: ['https://x.com/'] }),
    ...given('server=/x.com/#', { allow: ['https://x.com/'] }),
    ...given('server=/x.com/8.8.8.8', { allow: ['https://x.com/'] }),
    ...given('server=8.8.8.8', { allow: ['http://8.8.8.8/'] }),
    ...given('address=/x.com/0.0.0.0\nserver=/ok.x.com/#', {
      block: ['https://x.com/', 'https://a.x.com/'],
      allow: ['https://ok.x.com/', 'https://a.ok.x.com/'],
    }),
    ...given('server=/x.com/#\n0.0.0.0 x.com', { block: ['https://x.com/'] }),
    ...given('address=/.x.com/0.0.0.0', { block: ['https://a.x.com/'] }),
    ...given('address=/X.com/0.0.0.0 # note', { block: ['https://x.com/'] }),
    ...given('#address=/x.com/0.0.0.0', { allow: ['https://x.com/'] }),
    ...given('address=/#/0.0.0.0', { allow: ['https://x.com/'] }),
    ...given('no-resolv\ncache-size=1000\naddress=/x.com/0.0.0.0', { block: ['https://x.com/'] }),
  ],
  unbound: [
    ...given('server:\n  local-zone: "x.com" always_nxdomain', {
      block: ['https://x.com/', 'https://a.x.com/'],
      allow: ['https://ax.com/'],
    }),
    ...[
      'always_null',
      'always_refuse',
      'redirect',
      'static',
      'refuse',
      'deny',
      'always_nodata',
      'inform_deny',
      'always_deny',
    ].flatMap((type) => given(`local-zone: "x.com." ${type}`, { block: ['https://x.com/', 'https://b.x.com/'] })),
    ...['transparent', 'typetransparent', 'nodefault', 'inform', 'always_transparent'].flatMap((type) =>
      given(`local-zone: "x.com" ${type}`, { allow: ['https://x.com/'] }),
    ),
    ...given('local-zone: x.com static', { block: ['https://x.com/'] }),
    ...given("local-zone: 'x.com' static", { block: ['https://x.com/'] }),
    ...given('local-zone: "x.com" always_nxdomain\nlocal-zone: "ok.x.com" transparent', {
      block: ['https://x.com/'],
      allow: ['https://ok.x.com/'],
    }),
    ...given('local-data: "x.com A 0.0.0.0"', { block: ['https://x.com/'], allow: ['https://a.x.com/'] }),
    ...given('local-data: "x.com. 3600 IN AAAA ::"', { block: ['https://x.com/'] }),
    ...given('local-data: "x.com A 192.0.2.10"', { allow: ['https://x.com/'] }),
    ...given('local-zone: "x.com" redirect\nlocal-data: "x.com A 0.0.0.0"', { block: ['https://a.x.com/'] }),
    ...given('local-zone: "x.com" transparent\nlocal-data: "x.com A 127.0.0.1"', {
      block: ['https://x.com/'],
      allow: ['https://a.x.com/'],
    }),
    ...given('forward-zone:\n  name: "x.com"\n  forward-addr: 1.2.3.4', {
      allow: ['https://x.com/', 'http://1.2.3.4/'],
    }),
    ...given('# local-zone: "x.com" static', { allow: ['https://x.com/'] }),
  ],
  tables: [
    ...given(URLHAUS, {
      block: ['http://1.2.3.4:8080/bin.sh', 'https://bad.example.net/a,b.exe?x=1'],
      allow: [
        'http://1.2.3.4/',
        'http://1.2.3.4:8080/',
        'https://bad.example.net/',
        'https://urlhaus.abuse.ch/url/3456/',
        'https://bad.example.net/a',
      ],
    }),
    ...given('"1","2026-01-01","http://x.com/a","online"', { block: ['http://x.com/a'], allow: ['http://x.com/'] }),
    ...given('url,threat\nhttp://x.com/a,phish', { block: ['http://x.com/a'], allow: ['http://x.com/b'] }),
    ...given('id;url;threat\n1;http://x.com/a;phish', { block: ['http://x.com/a'] }),
    ...given('Domain,Malware,Date added,Source\nx.com,keitaro,2024-09-01,ViriBack', {
      block: ['https://x.com/', 'https://www.x.com/'],
      allow: ['https://keitaro/'],
    }),
    ...given('first_seen,dst_ip,dst_port\n2026-01-01,1.2.3.4,443', { block: ['https://1.2.3.4/'] }),
    ...given('host\tcategory\nx.com\tphishing', { block: ['https://x.com/'] }),
    ...given('x.com,phishing,2026', { block: ['https://x.com/'] }),
    ...given('"domain","note"\n"x.com","a ""quoted"" note, with comma"', { block: ['https://x.com/'] }),
    ...given(
      'phish_id,url,phish_detail_url\n1,https://x.com/login,http://www.phishtank.com/phish_detail.php?phish_id=1',
      { block: ['https://x.com/login'], allow: ['http://www.phishtank.com/phish_detail.php?phish_id=1'] },
    ),
  ],
  'formats in one list': [
    ...given(
      '! AdBlock\n||a.com^\n0.0.0.0 b.com\nc.com\naddress=/d.com/#\nlocal-zone: "e.com" static\n*.f.com\nhttp://g.com/x\nh.com CNAME .',
      {
        block: [
          'https://a.com/',
          'https://b.com/',
          'https://c.com/',
          'https://d.com/',
          'https://e.com/',
          'https://f.com/',
          'https://a.f.com/',
          'https://g.com/x',
          'https://h.com/',
        ],
        allow: ['https://g.com/', 'https://a.h.com/', 'https://z.com/'],
      },
    ),
    ...given('example.com', {
      allow: ['https://notexample.com/', 'https://good.org/example.com', 'https://good.org/?example.com'],
    }),
    ...given('<html>\n<head><title>404 not found</title>\n<body>The page example.com is gone.', {
      allow: ['https://example.com/', 'https://x.com/head'],
    }),
    ...given('-----\n=====\n*****\n.....', { allow: ['https://x.com/-----/=====/'] }),
    ...given('See example.com for more', { allow: ['https://example.com/'] }),
    ...given('.x.com', { block: ['https://a.x.com/'] }),
  ],
};
