// Calls of our API, by whichever way the viewer is known, and the time that it tells.

/** A problem that the API told of (RFC 9457), or that the way to it had. */
export class Problem extends Error {
  constructor(status, title, detail, next) {
    super(detail || title);
    Object.assign(this, { status, title, detail, next });
  }
}

export class Api {
  /**
   * @param {{api: string}} config What console.json says.
   * @param {() => Promise<Record<string, string>>} identity Headers that say who asks.
   */
  constructor(config, identity) {
    this.base = config.api;
    this.identity = identity;
    this.speed = config.speed ?? 1;
    this.heardAt = performance.now();
    this.told = Date.now();
  }

  /** Now by the API's clock; in a rehearsed world it goes faster than ours. */
  now() {
    return new Date(this.told + (performance.now() - this.heardAt) * this.speed);
  }

  /** @returns {Promise<{status: number, body: any, tag: string | null}>} The answer; 304 has no body. */
  async ask(path, { method = 'GET', body, headers = {} } = {}) {
    const sent = {
      method,
      headers: { ...(await this.identity()), ...headers },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    };
    if (body !== undefined) {
      sent.body = JSON.stringify(body);
      sent.headers['content-type'] = 'application/json';
    }
    let answer;
    try {
      answer = await fetch(this.base + path, sent);
    } catch (error) {
      throw new Problem(0, 'unreachable', String(error.message ?? error), null);
    }
    const now = answer.headers.get('x-readiness-now');
    if (now) {
      this.told = Date.parse(now);
      this.heardAt = performance.now();
    }
    if (answer.status === 304) return { status: 304, body: null, tag: answer.headers.get('etag') };
    const text = await answer.text();
    let read = null;
    try {
      read = text ? JSON.parse(text) : null;
    } catch {
      // What stands between us and the API may answer with a page of its own.
    }
    if (!answer.ok) {
      throw new Problem(answer.status, read?.title ?? read?.message ?? `HTTP ${answer.status}`, read?.detail ?? '', read?.next ?? null);
    }
    return { status: answer.status, body: read, tag: answer.headers.get('etag') };
  }

  /** Gives a command; its key makes a repeat harmless. */
  command(event, command, reason, key) {
    return this.ask(`/events/${encodeURIComponent(event)}/commands`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { reason, command },
    });
  }
}
