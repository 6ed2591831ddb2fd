// The notification function in Node: the same calls with payloads of the same size, the signature
// verified and the shop's key opened. What the order becomes is decided in one line. Measured
// beside the Java one; not meant to be deployed.
import { createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SQS } from '@aws-sdk/client-sqs';

const { TABLE, KEYSET_SECRET, DELIVERY_QUEUE, AWS_LAMBDA_RUNTIME_API } = process.env;
const dynamo = new DynamoDB({});
const secrets = new SecretsManager({});
const sqs = new SQS({});
let keyset;

async function notification(event) {
  const body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  const form = new URLSearchParams(body.toString('utf8'));
  const siteId = form.get('vads_site_id');
  const mode = form.get('vads_ctx_mode');
  const shop = await read(`SHOP#${siteId}`, 'SHOP');
  const sealed = shop.document.keys[mode].form[0].key;
  const key = open(sealed, await keys(), `${siteId}/${mode}/form`);
  if (!isGenuine(form, key)) {
    return { statusCode: 403, body: 'KO-Invalid signature.' };
  }
  const partition = `ORDER#${siteId}#${form.get('vads_order_id')}`;
  const order = await read(partition, 'ORDER');
  const now = new Date().toISOString();
  await record(partition, order, form, body, shop.document, now);
  await sqs.sendMessage({
    QueueUrl: DELIVERY_QUEUE,
    MessageBody: `${partition}#000000000200`,
    MessageGroupId: siteId,
    DelaySeconds: 0,
  });
  console.log(JSON.stringify({ event: 'notification recorded', site: siteId, outcome: 'MOVED' }));
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'OK-Accepted payment, order has been updated.',
  };
}

async function read(pk, sk) {
  const answer = await dynamo.getItem({
    TableName: TABLE,
    Key: { pk: { S: pk }, sk: { S: sk } },
    ConsistentRead: true,
  });
  return { version: Number(answer.Item.version.N), document: JSON.parse(answer.Item.document.S) };
}

async function keys() {
  keyset ??= JSON.parse((await secrets.getSecretValue({ SecretId: KEYSET_SECRET })).SecretString);
  return keyset;
}

function open(sealed, materials, place) {
  const dot = sealed.indexOf('.');
  const id = sealed.slice(0, dot);
  const both = Buffer.from(sealed.slice(dot + 1), 'base64url');
  const key = hkdfSync('sha256', materials[id], '', `passerelle shop secrets ${id}`, 32);
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key), both.subarray(0, 12));
  cipher.setAAD(Buffer.from(place));
  cipher.setAuthTag(both.subarray(-16));
  return Buffer.concat([cipher.update(both.subarray(12, -16)), cipher.final()]).toString();
}

function isGenuine(form, key) {
  const names = [...form.keys()].filter((name) => name.startsWith('vads_')).sort();
  const message = names.map((name) => form.get(name)).join('+') + '+' + key;
  const expected = createHmac('sha256', key).update(message).digest('base64');
  return timingSafeEqual(Buffer.from(expected), Buffer.from(form.get('signature')));
}

async function record(partition, order, form, body, shop, now) {
  const amount = { minorUnits: Number(form.get('vads_amount')), currency: 'EUR' };
  const document = order.document;
  document.state = 'PAID';
  document.transactions.push({
    key: form.get('vads_trans_uuid'),
    day: document.starts[0].day,
    transactionId: form.get('vads_trans_id'),
    operation: form.get('vads_operation_type'),
    sequence: Number(form.get('vads_sequence_number')),
    state: form.get('vads_trans_status'),
    effective: amount,
  });
  const line = {
    at: now,
    operation: 'Notification received',
    origin: 'E_COMMERCE',
    info: `${form.get('vads_trans_status')}, kind=END_OF_PAYMENT, operation=DEBIT, amount=125.00 EUR, response=OK-Accepted payment, order has been updated.`,
    format: 'FORM',
    bytes: body.toString('latin1'),
  };
  const delivery = {
    rule: 'END_OF_PAYMENT',
    label: 'End of payment',
    target: 'PLATFORM',
    event: `${now}#2N#2`,
    replay: true,
    state: 'PENDING',
    url: `${shop.connection.fields.url}/payment/${shop.connection.fields.app}/ipn`,
    claims: 0,
    due: now,
    attempts: [],
  };
  await dynamo.transactWriteItems({
    TransactItems: [
      put(partition, `HISTORY#${now}#2N#2`, 0, line),
      put(partition, 'ORDER', order.version, document),
      put(partition, 'DELIVERY#000000000200', 0, delivery, {
        bucket: { S: 'DELIVERY#1' },
        due: { S: now },
      }),
    ],
  });
}

function put(pk, sk, version, document, more = {}) {
  const item = {
    pk: { S: pk },
    sk: { S: sk },
    version: { N: String(version + 1) },
    document: { S: JSON.stringify(document) },
    ...more,
  };
  const condition =
    version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :read',
          ExpressionAttributeValues: { ':read': { N: String(version) } },
        };
  return { Put: { TableName: TABLE, Item: item, ...condition } };
}

// What AWS's own runtime client does, in ten lines.
const agent = new http.Agent({ keepAlive: true });
const [host, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const call = (method, path, body) =>
  new Promise((resolve, reject) => {
    const options = { host, port, method, agent, path: `/2018-06-01/runtime/invocation/${path}` };
    const request = http.request(options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve([response.headers, Buffer.concat(parts)]));
    });
    request.on('error', reject).end(body);
  });

(async () => {
  for (;;) {
    const [headers, event] = await call('GET', 'next');
    const answer = await notification(JSON.parse(event.toString()));
    await call('POST', `${headers['lambda-runtime-aws-request-id']}/response`, JSON.stringify(answer));
  }
})();
