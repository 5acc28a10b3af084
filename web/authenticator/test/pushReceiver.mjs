// A push service with the browser behind it, independent of the server's code: Node's HTTP and
// cryptography, and http_ece. Prints its subscription on the first line, then one line for each
// message received; ends when its input ends. Started by the server's test WebPushTest.
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import ece from "http_ece";

const receiver = createECDH("prime256v1");
const p256dh = receiver.generateKeys("base64url");
const auth = randomBytes(16).toString("base64url");
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** RFC 8292, sections 2 and 3. */
function whoSent(authorization) {
  const [, token, key] = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), k=([\w-]{87})$/.exec(authorization);
  const [head, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((it) => it.toString("base64url"));
  const jwk = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y } });
  const signed = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: jwk, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  return { key, signed, head: read(head), claims: read(claims) };
}

/** RFC 8188, section 2.1, and RFC 8291, section 4. */
function whatCame(body) {
  const open = { version: "aes128gcm", privateKey: receiver, authSecret: auth };
  return {
    text: ece.decrypt(body, open).toString("utf8"),
    salt: body.subarray(0, 16).toString("base64url"),
    recordSize: body.readUInt32BE(16),
    senderKey: body.subarray(21, 21 + body[20]).toString("base64url"),
    length: body.length,
  };
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const { method, url, headers } = request;
  try {
    const came = { ...whatCame(body), ...whoSent(headers.authorization ?? "") };
    say({ method, url, headers, ...came });
  } catch (error) {
    say({ method, url, headers, error: String(error) });
  }
  response.writeHead(201).end();
});

server.listen(0, "127.0.0.1", () => {
  const origin = new URL(`http://127.0.0.1:${server.address().port}/push/abc?x=1`).origin;
  say({ endpoint: `${origin}/push/abc?x=1`, p256dh, auth, origin });
});
process.stdin.on("end", () => process.exit(0)).resume();
