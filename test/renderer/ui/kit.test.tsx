// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button } from '../../../renderer/ui/Button.tsx';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
import { Disclosure } from '../../../renderer/ui/Disclosure.tsx';
import { IconButton } from '../../../renderer/ui/IconButton.tsx';
import { RelativeTime } from '../../../renderer/ui/RelativeTime.tsx';
import { Select } from '../../../renderer/ui/Select.tsx';
import { StateMark } from '../../../renderer/ui/StateMark.tsx';
import { Switch } from '../../../renderer/ui/Switch.tsx';
import { Tabs } from '../../../renderer/ui/Tabs.tsx';
import { TextField } from '../../../renderer/ui/TextField.tsx';
import { ToastRegion } from '../../../renderer/ui/ToastRegion.tsx';
import { createToasts } from '../../../renderer/ui/toasts.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('Button', () => {
  it('keeps its focus while busy and takes no second press, by mouse or as a form', async () => {
    const press = vi.fn<() => void>();
    const submit = vi.fn<(event: { preventDefault(): void }) => void>((event) => event.preventDefault());
    const screen = render(
      <form onSubmit={submit}>
        <Button type="submit" busy onClick={press}>
          Save
        </Button>
      </form>,
    );
    const button = screen.getByRole('button', { name: 'Save' });
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(submit).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
  });
});

describe('IconButton', () => {
  it('has a name though it shows none', () => {
    const screen = render(<IconButton label="Reload" icon={<svg />} pressed />);
    expect(screen.getByRole('button', { name: 'Reload', pressed: true })).toBeDefined();
  });
});

describe('StateMark', () => {
  it('has a shape of its own for each state', () => {
    const shapes = (['open', 'warn', 'closed', 'unknown', 'off'] as const).map((tone) => {
      const { container } = render(<StateMark tone={tone} label={tone} />);
      return container.innerHTML.replace(/class="[^"]*"|aria-label="[^"]*"/g, '');
    });
    expect(new Set(shapes).size).toBe(5);
  });
});

describe('TextField', () => {
  it('ties label, hint and error to its control, and says that it is wrong', () => {
    const screen = render(
      <TextField label="Name" hint="As in your passport" error="Missing" value="" onChange={() => undefined} />,
    );
    const field = screen.getByRole('textbox', { name: 'Name' });
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.querySelector(`[id="${id}"]`)?.textContent);
    expect(described).toEqual(['As in your passport', 'Missing']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('Select', () => {
  it('gives back one of its options', async () => {
    const choose = vi.fn<(value: string) => void>();
    const options = [
      { value: 'block', label: 'Block' },
      { value: 'warn', label: 'Warn' },
    ] as const;
    const screen = render(<Select label="Level" value="block" options={options} onChange={choose} />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Warn');
    expect(choose).toHaveBeenCalledExactlyOnceWith('warn');
  });
});

describe('Switch', () => {
  it('is turned by a click and by the space bar', async () => {
    const turn = vi.fn<(on: boolean) => void>();
    const screen = render(<Switch label="Sound" hint="Rings" checked={false} onChange={turn} />);
    const control = screen.getByRole('switch', { name: 'Sound' });
    await userEvent.click(control);
    control.focus();
    await userEvent.keyboard(' ');
    expect(turn.mock.calls).toEqual([[true], [true]]);
  });
});

describe('Dialog', () => {
  function Opener({ busy = false }: { readonly busy?: boolean }) {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        <Dialog
          open={open}
          busy={busy}
          onClose={() => setOpen(false)}
          title="Sure?"
          description="It can’t be undone."
          actions={<Button>Yes</Button>}
        />
      </>
    );
  }

  it('is named and described, and Escape gives the focus back', async () => {
    const screen = render(<Opener />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(screen.getByRole('dialog', { name: 'Sure?', description: 'It can’t be undone.' })).toBeDefined();
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Open'));
  });

  it('does not go away while its work is under way', async () => {
    const screen = render(<Opener busy />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeDefined();
  });
});

describe('Tabs', () => {
  it('are walked with the arrows', async () => {
    function Two() {
      const [value, setValue] = useState<'a' | 'b'>('a');
      const tabs = [
        { value: 'a', label: 'A', panel: 'first' },
        { value: 'b', label: 'B', panel: 'second' },
      ] as const;
      return <Tabs label="Both" value={value} onChange={setValue} tabs={tabs} />;
    }
    const screen = render(<Two />);
    screen.getByRole('tab', { name: 'A' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect((await screen.findByRole('tabpanel', { name: 'B' })).textContent).toBe('second');
  });
});

describe('Disclosure', () => {
  it('keeps what is folded away out of the page', async () => {
    const screen = render(<Disclosure summary="More">secret</Disclosure>);
    expect(screen.queryByText('secret')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'More', expanded: false }));
    expect(screen.getByText('secret')).toBeDefined();
  });
});

describe('Toasts', () => {
  it('say what happened and offer the way back', async () => {
    const toasts = createToasts();
    const undo = vi.fn<() => void>();
    const screen = render(<ToastRegion toasts={toasts} label="Messages" closeLabel="Close message" />);
    act(() => toasts.show({ text: 'Published', action: { label: 'Undo', run: undo } }));
    expect((await screen.findAllByText('Published'))[0]).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Undo', hidden: true }));
    expect(undo).toHaveBeenCalledOnce();
  });
});

describe('RelativeTime', () => {
  it('counts on by itself, with the full time for machines and on hover', () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T12:00:00Z') });
    const screen = render(<RelativeTime at="2026-03-01T11:59:30Z" />);
    expect(screen.container.textContent).toBe('30 seconds ago');
    act(() => {
      vi.advanceTimersByTime(90_000);
    });
    expect(screen.container.textContent).toBe('2 minutes ago');
    expect(screen.container.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T11:59:30Z');
  });
});
