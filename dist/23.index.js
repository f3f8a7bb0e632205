export const id = 23;

export const ids = [ 23 ];

export const modules = {
7023: ((t, e, s) => {
s.d(e, {
openMarkedComment: () => openMarkedComment
});
var i = s(2413), n = s(2857), r = s(3916), a = s(8549), o = s(8347), c = s(9567);
const d = n.Ikc({
fullDatabaseId: c.ai().pipe(n.Whr().positive()),
body: n.YjP(),
author: n.Ikc({
__typename: n.YjP(),
login: n.YjP(),
databaseId: n.Whr().optional().catch(void 0)
}).nullable()
}).transform(({fullDatabaseId: t, body: e, author: s}) => ({
id: t,
body: e,
author: s && {
id: s.databaseId,
type: s.__typename,
login: s.login
}
})), h = n.Ikc({
nodes: n.YOg(d),
pageInfo: n.Ikc({
hasNextPage: n.zMY(),
endCursor: n.YjP().nullable()
})
}), l = n.Ikc({
repository: n.Ikc({
pullRequest: n.Ikc({
comments: h
})
})
}).transform(({repository: {pullRequest: t}}) => t.comments), m = n.Ikc({
viewer: n.Ikc({
databaseId: n.Whr()
})
}).transform(({viewer: t}) => t.databaseId), u = n.YOg(n.Ikc({
id: n.Whr(),
body: n.YjP().catch(""),
user: n.Ikc({
id: n.Whr().optional().catch(void 0),
type: n.YjP().catch(""),
login: n.YjP().catch("")
}).nullable().catch(null)
}).transform(({id: t, body: e, user: s}) => ({
id: t,
body: e,
author: s
})));
var p = s(8146), y = s(7777);
const f = [ "content-type", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset", "date" ];
function createOctokitFetch(t, e, s) {
return async (i, {method: n, headers: a, body: o, signal: c}) => {
const {origin: d, pathname: h} = new URL(i);
if (d !== s) throw new r.lZ(`${d} is not the GitHub of this workflow`);
const l = `${n} ${h}`, m = await (0, y.w$)(t, e, {
description: l,
url: i,
request: {
method: n,
headers: {
...a,
"x-github-api-version": "2022-11-28"
},
...o && {
body: o
}
},
signal: c,
timeoutMs: 1e4
});
if (!(0, y.oJ)(m)) throw (0, p.JV)(l, m);
const {status: u, text: w} = m, g = new Headers;
for (const t of f) {
const e = m.headers.get(t);
e && g.set(t, e);
}
return new Response(w || null, {
status: u,
headers: g
});
};
}
const w = n.YOg(n.Ikc({
number: n.Whr().positive(),
merged_at: n.YjP().nullish(),
merge_commit_sha: n.YjP().nullish(),
base: n.Ikc({
ref: n.YjP()
})
})), g = n.Ikc({
id: n.Whr()
}), I = n.Ikc({
name: n.euz("GraphqlResponseError"),
headers: n.g1P(n.YjP(), n.L5J()),
errors: n.L5J(),
data: n.L5J()
});
class GitHubClient {
#t;
#e;
#s;
#i=!0;
constructor({apiUrl: t, repository: e, token: s, userAgent: n, fetch: a, clock: c}) {
const d = URL.canParse(t) ? new URL(t) : void 0;
if (!d || !(0, o.z)(d)) throw new r.lZ("GITHUB_API_URL does not begin with https://, so the token is not sent there");
this.#t = (0, i.Q)(s, {
baseUrl: t,
userAgent: n,
request: {
fetch: createOctokitFetch(a, c, d.origin)
}
});
const [h = "", l = ""] = e.split("/");
this.#e = {
owner: h,
repo: l
};
}
async* listOwnComments(t, e) {
if (this.#i) try {
return yield* this.#n(t, e);
} catch (t) {
if (e.aborted || !isGraphqlUnavailable(t)) throw t;
this.#i = t instanceof a.Rc;
}
yield* this.#r(t, e);
}
async createComment(t, e, s) {
const i = {
...this.#e,
issue_number: t,
body: e,
request: {
signal: s
}
}, {data: n} = await send(s, () => this.#t.rest.issues.createComment(i));
return parse(g, n, "creating the comment").id;
}
async updateComment(t, e, s) {
const i = {
...this.#e,
comment_id: t,
body: e,
request: {
signal: s
}
}, {data: n} = await send(s, () => this.#t.rest.issues.updateComment(i));
parse(g, n, "updating the comment");
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
async findMergedPull(t, e, s) {
const i = {
...this.#e,
commit_sha: t,
per_page: 100,
request: {
signal: s
}
}, {repos: n} = this.#t.rest, {data: r} = await send(s, () => n.listPullRequestsAssociatedWithCommit(i)), a = parse(w, r, "listing the pull requests of the commit").filter(t => t.merged_at && t.base.ref === e);
return (a.find(e => e.merge_commit_sha === t) ?? a[0])?.number;
}
async* #n(t, e) {
let s = null;
for (let i = 1; i <= 30; i++) {
const {nodes: i, pageInfo: n} = await this.#a(t, s, e);
if (yield* i.filter(t => this.#o(t)), !n.hasNextPage) return;
s = n.endCursor;
}
throw tooManyComments();
}
async #a(t, e, s) {
const i = {
...this.#e,
pull: t,
cursor: e,
request: {
signal: s
}
};
let n;
try {
n = await send(s, () => this.#t.graphql("query ($owner: String!, $repo: String!, $pull: Int!, $cursor: String) {\n  viewer { databaseId }\n  repository(owner: $owner, name: $repo) {\n    pullRequest(number: $pull) {\n      comments(first: 100, after: $cursor) {\n        nodes {\n          fullDatabaseId\n          body\n          author { __typename login ... on Bot { databaseId } ... on User { databaseId } }\n        }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n}", i));
} catch (t) {
const e = t instanceof Error && I.safeParse(t.cause).data;
if (!e) throw t;
throw this.#s = m.safeParse(e.data).data ?? this.#s, (0, p.m)(e.errors, {
get: t => void 0 === e.headers[t] ? null : String(e.headers[t])
});
}
return this.#s = m.safeParse(n).data ?? this.#s, parse(l, n, "listing the comments by GraphQL");
}
async* #r(t, e) {
const s = {
...this.#e,
issue_number: t,
per_page: 100,
request: {
signal: e
}
}, {issues: i} = this.#t.rest;
for (let t = 1; t <= 30; t++) {
const {data: n} = await send(e, () => i.listComments({
...s,
page: t
})), r = parse(u, n, "listing the comments");
if (yield* r.filter(t => this.#o(t)), r.length < 100) return;
}
throw tooManyComments();
}
#o({author: t}) {
return void 0 === this.#s || void 0 === t?.id ? isApp(t) : t.id === this.#s;
}
}
const isApp = t => "Bot" === t?.type || "" === t?.type && t.login.endsWith("[bot]"), tooManyComments = () => new r.lZ("the pull request has more than 3000 comments, and the comment of this action is not among the oldest"), isGraphqlUnavailable = t => t instanceof a.Rc || t instanceof a.hD && ((0, 
p.lE)(t) || 501 === t.status);
async function send(t, e) {
try {
return await e();
} catch (e) {
if (t.throwIfAborted(), e instanceof Error && e.cause instanceof r.lZ) throw e.cause;
throw new a.Rc((0, r.u1)(e), {
requestSent: !0,
cause: e
});
}
}
function parse(t, e, s) {
const i = t.safeParse(e);
if (i.success) return i.data;
throw new a.Rc(`${s}: GitHub sent an unexpected response`, {
requestSent: !0
});
}
async function openMarkedComment({pullRequest: t, marker: e, ...s}, i) {
const n = new GitHubClient(s), r = "number" in t ? t.number : await n.findMergedPull(t.merged, t.branch, i);
return void 0 === r ? void 0 : new MarkedComment(n, r, e);
}
class MarkedComment {
#c;
#d;
#h;
#l;
#m=!1;
constructor(t, e, s) {
this.#c = t, this.#d = e, this.#h = s;
}
async upsert(t, e) {
const s = void 0 === this.#l ? 1 : 2;
for (let i = 1; i <= s; i++) if (await this.#u(t, e)) return this.#p(t, e);
this.#l = await this.#c.createComment(this.#d, t, e), this.#m = !0, await this.#p(t, e);
}
async #u(t, e) {
if (void 0 === this.#l) {
const s = await this.#y(e);
if (!s) return !1;
if (this.#l = s.id, s.body === t) return !0;
}
try {
return await this.#c.updateComment(this.#l, t, e), !0;
} catch (t) {
if (!(0, p.ST)(t)) throw t;
return this.#l = void 0, !1;
}
}
async #p(t, e) {
if (!this.#m) return;
const s = await this.#y(e);
void 0 !== this.#l && s && s.id < this.#l && (await this.#f(this.#l, e), this.#l = s.id, 
await this.#c.updateComment(s.id, t, e)), this.#m = !1;
}
async #f(t, e) {
try {
await this.#c.deleteComment(t, e);
} catch (t) {
if (!(0, p.ST)(t)) throw t;
}
}
async #y(t) {
for await (const e of this.#c.listOwnComments(this.#d, t)) if (e.body.startsWith(this.#h)) return e;
}
}
})
};
