// An SMS centre of an independent library, for gate/delivery/sms/smpp/SmppTest: node test/smsc.mjs SYSTEM_ID PASSWORD [KEY CERTIFICATE]
// Prints its port, then a line of JSON for each message. The last digits of a number decide what happens:
// 01 throttled, 02 no answer, 03 the connection is closed, 04 not a valid destination, 05 undeliverable,
// 06 delayed, then delivered, 07 the receipt comes before the answer; anything else is delivered.
import smpp from "smpp";

const [systemId, password, key, cert] = process.argv.slice(2);
const STATES = { DELIVRD: 2, UNDELIV: 5, ENROUTE: 1 };
let last = 0xa0;

function receipt(session, pdu, id, state, withParameters) {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2612021000 done date:2612021000 stat:${state} err:000 text:K7`;
  const parameters = withParameters
    ? { receipted_message_id: id, message_state: STATES[state] }
    : {};
  session.deliver_sm({
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: state === "ENROUTE" ? 0x20 : 0x04,
    short_message: text,
    ...parameters,
  });
}

function submitted(session, pdu) {
  const { message, udh } = pdu.short_message;
  console.log(
    JSON.stringify({
      from: pdu.source_addr,
      fromType: pdu.source_addr_ton,
      to: pdu.destination_addr,
      toType: pdu.dest_addr_ton,
      coding: pdu.data_coding,
      text: Buffer.isBuffer(message) ? message.toString("latin1") : message,
      header: udh ? udh.map((it) => it.toString("hex")) : null,
      receipts: pdu.registered_delivery,
      validity: pdu.validity_period,
    }),
  );
  const kind = pdu.destination_addr.slice(-2);
  const id = (++last).toString(16);
  const accept = () => session.send(pdu.response({ message_id: id }));
  if (kind === "01") {
    session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
  } else if (kind === "03") {
    session.close();
  } else if (kind === "04") {
    session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }));
  } else if (kind === "05") {
    accept();
    receipt(session, pdu, id, "UNDELIV", false);
  } else if (kind === "06") {
    accept();
    receipt(session, pdu, id, "ENROUTE", true);
    setTimeout(() => receipt(session, pdu, id, "DELIVRD", true), 300);
  } else if (kind === "07") {
    receipt(session, pdu, id, "DELIVRD", false);
    setTimeout(accept, 300);
  } else if (kind !== "02") {
    accept();
    receipt(session, pdu, id, "DELIVRD", true);
  }
}

const options = key
  ? {
      key: key && (await import("node:fs")).readFileSync(key),
      cert: (await import("node:fs")).readFileSync(cert),
      tls: true,
    }
  : {};
const server = smpp.createServer(options, (session) => {
  session.on("error", () => {});
  session.on("bind_transceiver", (pdu) => {
    const known = pdu.system_id === systemId && pdu.password === password;
    session.send(
      pdu.response(known ? { system_id: "smsc" } : { command_status: smpp.ESME_RBINDFAIL }),
    );
  });
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("submit_sm", (pdu) => submitted(session, pdu));
});
server.on("error", (e) => console.error(e));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
