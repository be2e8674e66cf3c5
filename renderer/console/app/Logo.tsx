/** A handset off its hook. Decorative: the product's name is beside it. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7.5 15.2c4.800-5.800 12.200-5.800 17 0" transform="rotate(-14 16 13)" />
        <path d="M10 23.5h12" />
      </g>
    </svg>
  );
}
