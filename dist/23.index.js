export const id = 23;

export const ids = [ 23 ];

export const modules = {
7023: ((t, e, s) => {
s.d(e, {
findMarkedComment: () => findMarkedComment
});
var i = s(2413), r = s(2857), n = s(3916), o = s(8549), a = s(8347), c = s(9567);
const d = r.Ikc({
fullDatabaseId: c.ai().pipe(r.Whr().positive()),
body: r.YjP(),
author: r.Ikc({
__typename: r.YjP(),
login: r.YjP(),
databaseId: r.Whr().optional().catch(void 0)
}).nullable()
}).transform(({fullDatabaseId: t, body: e, author: s}) => ({
id: t,
body: e,
author: s && {
id: s.databaseId,
type: s.__typename,
login: s.login
}
})), m = r.Ikc({
nodes: r.YOg(d),
pageInfo: r.Ikc({
hasNextPage: r.zMY(),
endCursor: r.YjP().nullable()
})
}), h = r.Ikc({
repository: r.Ikc({
pullRequest: r.Ikc({
comments: m
})
})
}).transform(({repository: {pullRequest: t}}) => t.comments), l = r.Ikc({
viewer: r.Ikc({
databaseId: r.Whr()
})
}).transform(({viewer: t}) => t.databaseId), u = r.YOg(r.Ikc({
id: r.Whr(),
body: r.YjP().catch(""),
user: r.Ikc({
id: r.Whr().optional().catch(void 0),
type: r.YjP().catch(""),
login: r.YjP().catch("")
}).nullable().catch(null)
}).transform(({id: t, body: e, user: s}) => ({
id: t,
body: e,
author: s
})));
var p = s(8146), f = s(7777);
const y = 1e4, w = [ "content-type", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset", "date" ];
function createOctokitFetch(t, e, s) {
return async (i, {method: r, headers: o, body: a, signal: c}) => {
const {origin: d, pathname: m} = new URL(i);
if (d !== s) throw new n.lZ(`${d} is not the GitHub of this workflow`);
const h = `${r} ${m}`, l = await (0, f.w$)(t, e, {
description: h,
url: i,
request: {
method: r,
headers: {
...o,
"x-github-api-version": "2022-11-28"
},
...a && {
body: a
}
},
signal: c,
timeoutMs: y
}), {status: u, text: g} = l;
if (u < 200 || u > 299) throw (0, p.JV)(h, l);
const b = new Headers;
for (const t of w) {
const e = l.headers.get(t);
e && b.set(t, e);
}
return new Response(g || null, {
status: u,
headers: b
});
};
}
const g = r.YOg(r.Ikc({
number: r.Whr().positive(),
merged_at: r.YjP().nullish(),
merge_commit_sha: r.YjP().nullish(),
base: r.Ikc({
ref: r.YjP()
})
}).transform(t => ({
number: t.number,
merged: !!t.merged_at,
mergeCommit: t.merge_commit_sha ?? void 0,
base: t.base.ref
}))), b = r.Ikc({
id: r.Whr()
}), I = r.Ikc({
name: r.euz("GraphqlResponseError"),
headers: r.g1P(r.YjP(), r.L5J()),
errors: r.L5J(),
data: r.L5J()
});
class GitHubClient {
#t;
#e;
#s;
#i=!0;
constructor(t, e) {
this.#t = t, this.#e = e;
}
async* listComments(t, e) {
if (this.#i) try {
return yield* this.#r(t, e);
} catch (t) {
if (e.aborted || !isGraphqlUnavailable(t)) throw t;
this.#i = t instanceof o.Rc;
}
yield* this.#n(t, e);
}
async createComment(t, e, s) {
const i = {
...this.#e,
issue_number: t,
body: e,
request: {
signal: s
}
}, {data: r} = await send(s, () => this.#t.rest.issues.createComment(i));
return parse(b, r, "creating the comment").id;
}
async updateComment(t, e, s) {
const i = {
...this.#e,
comment_id: t,
body: e,
request: {
signal: s
}
}, {data: r} = await send(s, () => this.#t.rest.issues.updateComment(i));
parse(b, r, "updating the comment");
}
async deleteComment(t, e) {
const s = {
...this.#e,
comment_id: t,
request: {
signal: e
}
};
await send(e, () => this.#t.rest.issues.deleteComment(s));
}
async listPullsForCommit(t, e) {
const s = {
...this.#e,
commit_sha: t,
per_page: 100,
request: {
signal: e
}
}, {repos: i} = this.#t.rest, {data: r} = await send(e, () => i.listPullRequestsAssociatedWithCommit(s));
return parse(g, r, "listing the pull requests of the commit");
}
async* #r(t, e) {
let s = null;
for (let i = 1; i <= 30; i++) {
const {nodes: i, pageInfo: r} = await this.#o(t, s, e);
if (yield* i.map(t => this.#a(t)), !r.hasNextPage) return;
s = r.endCursor;
}
throw tooManyComments();
}
async #o(t, e, s) {
const i = {
...this.#e,
pull: t,
cursor: e,
request: {
signal: s
}
};
let r;
try {
r = await send(s, () => this.#t.graphql("query ($owner: String!, $repo: String!, $pull: Int!, $cursor: String) {\n  viewer { databaseId }\n  repository(owner: $owner, name: $repo) {\n    pullRequest(number: $pull) {\n      comments(first: 100, after: $cursor) {\n        nodes {\n          fullDatabaseId\n          body\n          author { __typename login ... on Bot { databaseId } ... on User { databaseId } }\n        }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n}", i));
} catch (t) {
const e = t instanceof Error && I.safeParse(t.cause).data;
if (!e) throw t;
throw this.#s = l.safeParse(e.data).data ?? this.#s, (0, p.m)(e.errors, {
get: t => void 0 === e.headers[t] ? null : String(e.headers[t])
});
}
return this.#s = l.safeParse(r).data ?? this.#s, parse(h, r, "listing the comments by GraphQL");
}
async* #n(t, e) {
const s = {
...this.#e,
issue_number: t,
per_page: 100,
request: {
signal: e
}
}, {issues: i} = this.#t.rest;
for (let t = 1; t <= 30; t++) {
const {data: r} = await send(e, () => i.listComments({
...s,
page: t
})), n = parse(u, r, "listing the comments");
if (yield* n.map(t => this.#a(t)), n.length < 100) return;
}
throw tooManyComments();
}
#a({id: t, body: e, author: s}) {
return {
id: t,
body: e,
isOwn: void 0 === this.#s || void 0 === s?.id ? isApp(s) : s.id === this.#s
};
}
}
const isApp = t => "Bot" === t?.type || "" === t?.type && t.login.endsWith("[bot]"), tooManyComments = () => new n.lZ("the pull request has more than 3000 comments, and the comment of this action is not among the oldest"), isGraphqlUnavailable = t => t instanceof o.Rc || t instanceof o.hD && ((0, 
p.lE)(t) || 501 === t.status);
async function send(t, e) {
try {
return await e();
} catch (e) {
if (t.throwIfAborted(), e instanceof Error && e.cause instanceof n.lZ) throw e.cause;
throw new o.Rc((0, n.u1)(e), {
requestSent: !0,
cause: e
});
}
}
function parse(t, e, s) {
const i = t.safeParse(e);
if (i.success) return i.data;
throw new o.Rc(`${s}: GitHub sent an unexpected response`, {
requestSent: !0
});
}
async function findMarkedComment({pullRequest: t, marker: e, ...s}, r) {
const o = function createGitHubClient(t) {
const {apiUrl: e, repository: s, token: r, userAgent: o, fetch: c, clock: d} = t, m = URL.canParse(e) ? new URL(e) : void 0;
if (!m || !(0, a.z)(m)) throw new n.lZ("GITHUB_API_URL does not begin with https://, so the token is not sent there");
const h = (0, i.Q)(r, {
baseUrl: e,
userAgent: o,
request: {
fetch: createOctokitFetch(c, d, m.origin)
}
}), [l = "", u = ""] = s.split("/");
return new GitHubClient(h, {
owner: l,
repo: u
});
}(s), c = await async function findPullNumber(t, e, s) {
if ("number" in t) return t.number;
const {merged: i, branch: r} = t, n = (await e.listPullsForCommit(i, s)).filter(t => t.merged && t.base === r);
return (n.find(({mergeCommit: t}) => t === i) ?? n[0])?.number;
}(t, o, r);
return void 0 === c ? void 0 : new MarkedComment(o, c, e);
}
class MarkedComment {
#c;
#d;
#m;
#h;
#l=!1;
constructor(t, e, s) {
this.#c = t, this.#d = e, this.#m = s;
}
async upsert(t, e) {
const s = void 0 === this.#h ? 1 : 2;
for (let i = 1; i <= s; i++) if (await this.#u(t, e)) return this.#p(t, e);
this.#h = await this.#c.createComment(this.#d, t, e), this.#l = !0, await this.#p(t, e);
}
async #u(t, e) {
if (void 0 === this.#h) {
const s = await this.#f(e);
if (!s) return !1;
if (this.#h = s.id, s.body === t) return !0;
}
try {
return await this.#c.updateComment(this.#h, t, e), !0;
} catch (t) {
if (!(0, p.ST)(t)) throw t;
return this.#h = void 0, !1;
}
}
async #p(t, e) {
if (!this.#l) return;
const s = await this.#f(e);
void 0 !== this.#h && s && s.id < this.#h && (await this.#y(this.#h, e), this.#h = s.id, 
await this.#c.updateComment(s.id, t, e)), this.#l = !1;
}
async #y(t, e) {
try {
await this.#c.deleteComment(t, e);
} catch (t) {
if (!(0, p.ST)(t)) throw t;
}
}
async #f(t) {
for await (const e of this.#c.listComments(this.#d, t)) if (e.isOwn && e.body.startsWith(this.#m)) return e;
}
}
})
};
