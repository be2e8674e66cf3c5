import type { Run } from '../../../../electron/proxy/system/settings-store.ts';

interface Service {
  url: string;
  isOn: boolean;
  discovery: boolean;
  readonly web?: string;
}

export interface FakeMac {
  readonly run: Run;
  readonly services: Map<string, Service>;
  readonly commands: string[][];
  /** As for a user who is no administrator. */
  isRefusing: boolean;
}

/** `networksetup` as its manual describes it: setting an address also switches it on. */
export function fakeMac(): FakeMac {
  const services = new Map<string, Service>([
    ['Wi-Fi', { url: '', isOn: false, discovery: true }],
    ['USB 10/100/1000 LAN', { url: 'http://pac.corp.example/a.pac', isOn: true, discovery: false }],
    ['Café Dongle', { url: 'http://old.example/off.pac', isOn: false, discovery: false, web: 'web.corp.example:8080' }],
  ]);
  const fake: FakeMac = {
    services,
    commands: [],
    isRefusing: false,
    run: ([file, command = '', id = '', value = '']) => {
      fake.commands.push([file, command, id, value]);
      const service = services.get(id);
      if (command.startsWith('-set') && fake.isRefusing)
        return Promise.resolve({
          exitCode: 14,
          stdout: '** Error: Command requires admin privileges.\n',
          missing: false,
        });
      return Promise.resolve({ exitCode: 0, stdout: answer(services, command, service, value), missing: false });
    },
  };
  return fake;
}

function answer(services: FakeMac['services'], command: string, service: Service | undefined, value: string): string {
  if (command === '-listallnetworkservices')
    return `An asterisk (*) denotes that a network service is disabled.\n${[...services.keys()].join('\n')}\n*Bluetooth PAN\n`;
  if (service === undefined) throw new Error('no such service');
  switch (command) {
    case '-getautoproxyurl':
      return `URL: ${service.url || '(null)'}\nEnabled: ${service.isOn ? 'Yes' : 'No'}\n`;
    case '-getproxyautodiscovery':
      return `Auto Proxy Discovery: ${service.discovery ? 'On' : 'Off'}\n`;
    case '-getwebproxy':
    case '-getsecurewebproxy': {
      const [server = '', port = '0'] = service.web?.split(':') ?? [];
      return `Enabled: ${server === '' ? 'No' : 'Yes'}\nServer: ${server}\nPort: ${port}\nAuthenticated Proxy Enabled: 0\n`;
    }
    case '-getproxybypassdomains':
      return '*.local\n169.254/16\n';
    case '-setautoproxyurl':
      service.url = value;
      service.isOn = true;
      return '';
    case '-setautoproxystate':
      service.isOn = value === 'on';
      return '';
    case '-setproxyautodiscovery':
      service.discovery = value === 'on';
      return '';
    default:
      throw new Error(`not a command of networksetup: ${command}`);
  }
}
