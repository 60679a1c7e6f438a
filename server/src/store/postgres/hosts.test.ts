import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostsOf } from './hosts.ts';

test('a URI of several servers is as many of one, all else being the same', () => {
  assert.deepEqual(hostsOf('postgres://me:p%2Cw@a,b:6432,[::1]:7/db?sslmode=require'), [
    { name: 'a', url: 'postgres://me:p%2Cw@a/db?sslmode=require' },
    { name: 'b:6432', url: 'postgres://me:p%2Cw@b:6432/db?sslmode=require' },
    { name: '[::1]:7', url: 'postgres://me:p%2Cw@[::1]:7/db?sslmode=require' },
  ]);
});

test('a URI of one server, or of a socket, stays as it is', () => {
  for (const [url, name] of [
    ['postgresql://me@db.example.com:5433/x?application_name=a,b', 'db.example.com:5433'],
    ['postgres:///x?host=/run/postgresql', 'localhost'],
  ] as const)
    assert.deepEqual(hostsOf(url), [{ name, url }]);
});
