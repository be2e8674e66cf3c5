import type { Generated } from 'kysely';

/** The rows as SQL sees them: text, integers and null only, so that every engine can hold them. */
export interface Tables {
  organisation: { id: string; name: string; policy_key: string; lease_key: string };
  people: {
    id: string;
    name: string;
    email: string;
    role: string;
    extension: string | null;
    team: string | null;
    password_hash: string;
    must_change_password: number;
    signed_in_at: number | null;
  };
  sessions: { token_hash: string; person_id: string; created_at: number; last_seen_at: number };
  enrolment_codes: { code_hash: string; person_id: string; expires_at: number; used_at: number | null };
  devices: {
    id: string;
    person_id: string;
    public_key: string;
    platform: string;
    key_storage: string;
    enrolled_at: number;
    epoch: number;
    counter: number;
    boot_id: string | null;
    policy_version: number;
    facts: string | null;
    verdict: string | null;
    phone: string | null;
    on_shift: number;
    held: number;
    displaced_boot_id: string | null;
    lease_ends_at: number | null;
    last_seen_at: number | null;
    reported_at: number | null;
    facts_form: string | null;
    display: string;
    since_at: number;
  };
  failing_since: { device_id: string; check_id: string; since_at: number };
  failing_left: { person_id: string; platform: string; check_id: string; since_at: number; left_at: number };
  lines: {
    extension: string;
    issued_through: number;
    revoked_through: number;
    holder: string | null;
    revoke_at: number | null;
    end_calls_at: number | null;
  };
  policies: {
    version: number;
    release: string;
    signature: string;
    published_at: number;
    published_by: string;
    note: string;
  };
  rollouts: {
    version: number;
    stages: string;
    stage: number;
    stage_at: number;
    reach: number;
    state: string;
    expected: string;
    accepted: number;
    why: string | null;
  };
  rollout_devices: { version: number; device_id: string; person_id: string; blocked: number };
  policy_drafts: {
    id: string;
    author_id: string;
    author_email: string;
    author_name: string;
    based_on: number;
    note: string;
    document: string;
    stages: string | null;
    revision: number;
    saved_at: number;
  };
  web_lists: { id: string; record: string };
  alerts: { id: string; kind: string; subject: string; details: string; at: number; state: string };
  break_glass_codes: {
    device_id: string;
    code_hash: string;
    reason: string;
    issued_by: string;
    issued_by_name: string;
    issued_at: number;
    expires_at: number;
    tries: number;
  };
  waivers: {
    id: string;
    kind: string;
    check_id: string;
    device_id: string | null;
    team: string | null;
    reason: string;
    asked_by: string;
    asked_by_name: string;
    asked_at: number;
    decided_by: string | null;
    decided_by_name: string | null;
    state: string;
    ends_at: number;
  };
  help_requests: {
    id: string;
    device_id: string;
    check_id: string;
    message: string;
    evidence: string;
    bundle: string | null;
    asked_at: number;
    state: string;
  };
  access_requests: {
    id: string;
    person_id: string;
    host: string;
    reason: string;
    asked_at: number;
    state: string;
  };
  audit: {
    sequence: Generated<number>;
    at: number;
    actor: string;
    action: string;
    subject: string;
    details: string;
    previous: string;
    hash: string;
  };
  blocked_sites: { device_id: string; day: string; category: string; host: string; count: number };
}
