// The score that Mozilla's HTTP Observatory gives each address, by its own scorer and without its
// service: `node observatory.mjs <site> <certificate> <key> <path> ...` prints a line a path,
// "130 /en/", with the names of the tests that cost something.
//
// HTTPS ends here, as it ends before the site in production; http is sent on to it, as nginx does.
import { readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { retrieve } from "@mdn/mdn-http-observatory/src/retriever/retriever.js";

const [site, certificate, key, ...paths] = process.argv.slice(2);
const { hostname, port } = new URL(site);

const listening = (server) =>
    new Promise((ready) => server.listen(0, hostname, () => ready(server.address().port)));

const tls = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) });
tls.on("request", ({ method, url, headers }, answer) => {
    const closing = { ...headers, connection: "close" };
    const about = { hostname, port, method, path: url, headers: closing, agent: false };
    const asked = request(about, (answered) => {
        answer.writeHead(answered.statusCode, answered.headers);
        answered.pipe(answer);
    });
    asked.end();
});
const httpsPort = await listening(tls);
const plain = createServer((asked, answer) => {
    answer.writeHead(301, { Location: `https://${hostname}:${httpsPort}${asked.url}` }).end();
});
const httpPort = await listening(plain);

for (const path of paths) {
    const found = await retrieve(hostname, { httpPort, httpsPort, path });
    const results = ALL_TESTS.map((test) => test(found));
    const costs = results.map(({ result }) => getScoreModifier(result));
    const sum = (numbers) => numbers.reduce((a, b) => a + b, 100);
    const uncurved = sum(costs.filter((cost) => cost < 0));
    const score = uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(costs) : uncurved;
    const bad = results.filter((_result, number) => costs[number] < 0).map(({ result }) => result);
    console.log([score, path, ...bad].join(" "));
}
process.exit(0);
