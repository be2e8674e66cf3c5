import type { EngineSettings } from './settings.ts';
import { MAX_REGISTRATION_SECONDS } from './settings.ts';

/** Names of the environment variables that carry what may not be in the file. */
export const SECRET_VARIABLE = 'OFFHOOK_SIP_SECRET';
export const RPC_KEY_HASH_VARIABLE = 'OFFHOOK_RPC_KEY_SHA256';

/** The table that says whether the control plane has told this run of the engine what is revoked. */
export const STATE_TABLE = 'state';
export const REVOKED_TABLE = 'revoked';
/** Every call is listed under each of its two extensions here. */
export const CALLS_PROFILE = 'extension';
/** Held while the control plane's request is carried out; an answer to a BYE waits for it. */
const ENDING_LOCK = 'ending';

export interface ConfigInput {
  readonly settings: EngineSettings;
  readonly modulesFolder: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Every module that the configuration loads. Debian spreads them over packages: see find-kamailio.ts. */
export const MODULES = [
  'tm',
  'sl',
  'rr',
  'pv',
  'kex',
  'maxfwd',
  'sanity',
  'siputils',
  'textops',
  'textopsx',
  'htable',
  'usrloc',
  'registrar',
  'nathelper',
  'dialog',
  'auth',
  'auth_ephemeral',
  'tls',
  'xhttp',
  'websocket',
  'jsonrpcs',
  'cfgutils',
] as const;

/** The engine's whole configuration (Kamailio 5.6 and later). Pure; the text holds no secret. */
export function kamailioConfig(input: ConfigInput): string {
  return `${globals(input)}\n${modules(input)}\n${mainRoute()}\n${authRoutes(input.settings)}\n${httpRoutes(input.settings)}`;
}

function globals({ settings }: ConfigInput): string {
  const address = settings.listenAddress.includes(':') ? `[${settings.listenAddress}]` : settings.listenAddress;
  return `#!KAMAILIO
# Written by Offhook at each start: changes made here are lost.
#
# Phones come in over secure WebSocket and nothing else. A phone proves who it is with a credential that the control
# plane made, and that runs out within minutes; there is no user database. What is revoked is kept in memory only, so
# nobody is let in until the control plane has filled it in.

#!defenvs ${SECRET_VARIABLE}
#!defenvs ${RPC_KEY_HASH_VARIABLE}

# One step louder and auth_ephemeral writes the shared secret into the log.
debug=1
log_stderror=yes
children=2
tcp_children=2
enable_tls=yes
# Only the domain below and the listening address are "myself"; names found in the DNS are not.
auto_aliases=no
alias="${settings.domain}"
listen=tls:${address}:${settings.webSocketPort}
listen=tcp:127.0.0.1:${settings.rpcPort}
# A browser's WebSocket request has no Content-Length.
tcp_accept_no_cl=yes
# Longer than any registration: a phone's socket is closed by the phone, not by a timer here.
tcp_connection_lifetime=${MAX_REGISTRATION_SECONDS + 120}
tcp_rd_buf_size=65536
# The version is nobody's business.
server_header="Server: Offhook"
user_agent_header="User-Agent: Offhook"
`;
}

function modules({ modulesFolder, certificateFile, keyFile }: ConfigInput): string {
  const loads = MODULES.map((name) => `loadmodule "${name}.so"`).join('\n');
  return `mpath="${modulesFolder}/"
${loads}

modparam("tls", "tls_method", "TLSv1.2+")
modparam("tls", "certificate", "${certificateFile}")
modparam("tls", "private_key", "${keyFile}")
modparam("websocket", "sub_protocols", 1)
modparam("websocket", "keepalive_timeout", 20)
# The default text of a ping carries the version.
modparam("websocket", "ping_application_data", "ping")
# RPC by HTTP only: no FIFO and no socket that another local user might open.
modparam("jsonrpcs", "transport", 1)
modparam("auth", "nonce_expire", 60)
modparam("auth_ephemeral", "secret", ${SECRET_VARIABLE})
# HMAC-SHA-256
modparam("auth_ephemeral", "sha_algorithm", 1)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("registrar", "max_expires", ${MAX_REGISTRATION_SECONDS})
# The default of 60 would lengthen a registration beyond its credential.
modparam("registrar", "min_expires", 1)
modparam("registrar", "max_contacts", 1)
# An expired registration is noticed within a second.
modparam("usrloc", "timer_interval", 1)
# A lost socket is a lost registration.
modparam("usrloc", "handle_lost_tcp", 1)
modparam("dialog", "send_bye", 0)
modparam("dialog", "profiles_with_value", "${CALLS_PROFILE}")
# Per extension, the latest expiry that was revoked: that credential and every earlier one are refused.
modparam("htable", "htable", "${REVOKED_TABLE}=>size=10;autoexpire=86400;initval=0;")
modparam("htable", "htable", "${STATE_TABLE}=>size=2;initval=0;")
modparam("cfgutils", "lock_set_size", 1)
`;
}

function mainRoute(): string {
  return `request_route {
    # No SIP on the control plane's port.
    if ($proto != "wss") { drop; }
    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
    if (!sanity_check("17895", "7")) { exit; }

    force_rport();
    # Browsers can't name an address that one could connect to: remember the socket in its place. Only this function's
    # mark (not add_contact_alias) is seen by the dialog module, whose own BYE must find the socket too.
    if (is_method("REGISTER")) { fix_nated_register(); } else { set_contact_alias(); }

    if (is_method("CANCEL")) {
        if (t_check_trans()) { t_relay(); }
        exit;
    }
    if (has_totag()) { route(IN_CALL); exit; }
    if (is_method("ACK")) { exit; }
    t_check_trans();

    if (!is_method("REGISTER|INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
    route(AUTHENTICATE);
    if (is_method("REGISTER")) { route(REGISTER); exit; }

    # An emergency call would be recognised and sent to its trunk here, before the checks below.

    consume_credentials();
    if (uri != myself) { sl_send_reply("403", "No Relaying"); exit; }
    # Calls are found again by who is in them, so the two places that name the called one must agree.
    if ($rU != $tU) { sl_send_reply("403", "Two Different Numbers"); exit; }
    if (!($rU =~ "^[0-9]{3,6}$")) { sl_send_reply("404", "No Such Number"); exit; }
    dlg_manage();
    set_dlg_profile("${CALLS_PROFILE}", "$fU");
    set_dlg_profile("${CALLS_PROFILE}", "$rU");
    record_route();
    if (!lookup("location")) { sl_send_reply("480", "No Phone Is Open There"); exit; }
    route(RELAY);
}

# Requests within a call are not asked for a credential, so that a call may be finished after it was revoked. A To-tag
# that anybody can write is no proof of a call: only calls that were set up here are let through.
route[IN_CALL] {
    if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
    if (!loose_route() || !is_known_dlg()) {
        if (!is_method("ACK")) { sl_send_reply("481", "Call Does Not Exist"); }
        exit;
    }
    if ($du == $null || $du == "") { handle_ruri_alias(); }
    route(RELAY);
}

route[RELAY] {
    t_on_reply("REPLY");
    if (!t_relay()) { sl_reply_error(); }
    exit;
}

# Ending a call is two BYEs, one to each side. The first one's answer makes the dialog module forget the call, and what
# it has forgotten gets no second BYE (Kamailio's issue 4268): so no answer is read before both are sent.
reply_route {
    if (is_method("BYE")) { lock("${ENDING_LOCK}"); unlock("${ENDING_LOCK}"); }
}

onreply_route[REPLY] {
    if ($proto == "wss") { set_contact_alias(); }
}

# The BYE that the dialog module makes when the control plane ends a call.
event_route[tm:local-request] {
    if ($du == $null || $du == "") { handle_ruri_alias(); }
}
`;
}

function authRoutes({ domain }: EngineSettings): string {
  return `route[AUTHENTICATE] {
    # Nobody gets in before the control plane has said what is revoked: a restart must not forgive.
    if ($sht(${STATE_TABLE}=>armed) == 0) {
        append_to_reply("Retry-After: 1\\r\\n");
        sl_send_reply("503", "Starting");
        exit;
    }
    if (!autheph_check("${domain}")) {
        switch ($rc) {
            case -7: sl_send_reply("403", "Credential Expired"); exit;
            case -2: sl_send_reply("403", "Bad Credential"); exit;
            default: auth_challenge("${domain}", "1"); exit;
        }
    }
    # The credential names the extension, and the request may name no other.
    if (!autheph_check_from()) { sl_send_reply("403", "Identity Mismatch"); exit; }
    # The user name is "<expiry>:<extension>", the expiry in Unix seconds.
    $var(expiry) = $(aU{s.select,0,:}{s.int});
    if ($sht(${REVOKED_TABLE}=>$fU) >= $var(expiry)) { sl_send_reply("403", "Revoked"); exit; }
    $var(left) = $var(expiry) - $Ts;
}

route[REGISTER] {
    if ($tU != $fU) { sl_send_reply("403", "No Third-Party Registration"); exit; }
    # "*" would be every phone of the extension; a phone only ever takes away itself.
    if ($sel(contact.uri) == $null) { sl_send_reply("400", "No Contact"); exit; }
    # What is asked for is read once, by the parser, and then written anew: there is no other spelling by which a
    # registration could outlive its credential.
    $var(contact) = $sel(contact.uri);
    $var(ask) = $var(left);
    if ($hdr(Expires) != $null) { $var(ask) = $(hdr(Expires){s.int}); }
    if ($sel(contact.expires) != $null) { $var(text) = $sel(contact.expires); $var(ask) = $(var(text){s.int}); }
    if ($var(ask) != 0 && $var(left) < 1) { sl_send_reply("403", "Credential Expired"); exit; }
    if ($var(ask) < 0 || $var(ask) > $var(left)) { $var(ask) = $var(left); }
    remove_hf("Expires");
    remove_hf("Contact");
    append_hf("Contact: <$var(contact)>;expires=$var(ask)\\r\\n");
    msg_apply_changes();
    # 0x04: the new phone takes the place of the old one.
    if (!save("location", "0x04")) { sl_reply_error(); }
}
`;
}

function httpRoutes({ rpcPort, allowedOrigins }: EngineSettings): string {
  const isForeign = allowedOrigins.map((origin) => `$hdr(Origin) != "${origin}"`).join(' && ');
  return `event_route[xhttp:request] {
    set_reply_no_connect();
    if ($Rp == ${rpcPort}) {
        # The connection stays open, for the next request. The engine finds a phone's connection by the address and port
        # at its far end only: were there a new connection here for every request, sooner or later one would come from
        # the same port as a phone on this machine, and that phone would be reached no more.
        # Hashes are compared, so that the time it takes says nothing about the key.
        $var(key) = $hdr(X-Api-Key);
        if ($(var(key){s.sha256}) != ${RPC_KEY_HASH_VARIABLE}) { xhttp_reply("403", "Forbidden", "", ""); exit; }
        lock("${ENDING_LOCK}");
        jsonrpc_dispatch();
        unlock("${ENDING_LOCK}");
        exit;
    }
    set_reply_close();
    if ($rm == "GET" && $hdr(Upgrade) =~ "^[Ww]eb[Ss]ocket$" && $hdr(Connection) =~ "Upgrade") {
        # A page of any other site may not speak SIP with the agent's browser.
        if (${isForeign}) { xhttp_reply("403", "Forbidden Origin", "", ""); exit; }
        if (ws_handle_handshake()) { exit; }
    }
    xhttp_reply("404", "Not Found", "", "");
}
`;
}
