// Speaks what `powershell.exe -Command -` speaks with us: a line on standard input is one request that ends with a framed answer on standard
// output. Scripts are words of its own; no script of ours is understood. Never met a real PowerShell.
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';

const noise = process.argv[2] === 'noisy';
for await (const line of createInterface({ input: process.stdin })) {
  const script = Buffer.from(/FromBase64String\('([^']*)'\)/.exec(line)?.[1] ?? '', 'base64').toString('utf8');
  const id = /'<([^:']+):'/.exec(line)?.[1] ?? '';
  const say = (ok, text) =>
    process.stdout.write(`<${id}:${ok}:${Buffer.from(text, 'utf8').toString('base64')}:${id}>\r\n`);
  if (noise) process.stdout.write('WARNING: something about modules\r\n<not-the-mark:1:aGk=:not-the-mark>\r\n');
  const [word, ...rest] = script.split(' ');
  const argument = rest.join(' ');
  if (word === 'say') say('1', `${argument}\r\n`);
  else if (word === 'refuse') say('0', `UnauthorizedAccess,Foo PermissionDenied 0x80070005 ${argument}`);
  else if (word === 'pid') say('1', String(process.pid));
  else if (word === 'slowly') setTimeout(() => say('1', argument), 150);
  else if (word === 'pieces')
    for (const part of `<${id}:1:${Buffer.from(argument).toString('base64')}:${id}>\r\n`) process.stdout.write(part);
  else if (word === 'crash') process.exit(3);
  else if (word === 'half') process.stdout.write(`<${id}:1:aGVsb`, () => process.exit(0));
  else if (word === 'garbage') process.stdout.write(`\u0000\u0007 ${'x'.repeat(50)} <${id}:7:????:${id}>\r\n`);
  else if (word === 'huge') process.stdout.write('A'.repeat(3_000_000));
  else if (word === 'huge-answer') say('1', 'b'.repeat(3_000_000));
  else if (word === 'hang') {
    const child = spawn('/bin/sh', ['-c', 'trap "" TERM; sleep 300 & wait'], { stdio: 'ignore' });
    process.stderr.write(`${child.pid}\n`);
    if (argument !== '') (await import('node:fs')).writeFileSync(argument, `${process.pid} ${child.pid}`);
  }
}
