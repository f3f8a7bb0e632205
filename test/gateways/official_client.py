"""Uses a server with OpenAI's own Python client as its users do, and prints what it saw as JSON.

Every answer is also validated strictly by the client's own types: the client itself accepts any JSON.
"""

import json
import os
import sys
import time

import openai
import pydantic


class Session:
    """Calls methods of the client, and notes every answer that its types would not have."""

    def __init__(self):
        self.mismatches = set()

    def call(self, resource, method, /, *args, **arguments):
        """Returns what the method returns."""
        raw = getattr(resource.with_raw_response, method)(*args, **arguments)
        answer = raw.parse()
        if isinstance(answer, pydantic.BaseModel):
            try:
                type(answer).model_validate_json(raw.text, strict=True)
            except pydantic.ValidationError as error:
                for problem in error.errors():
                    place = ".".join(str(part) for part in problem["loc"] if not isinstance(part, int))
                    self.mismatches.add(f"{type(answer).__name__}: {place}: {problem['msg']}")
        return answer

    def refusal(self, resource, method, /, *args, **arguments):
        """Returns the error with which the server refuses a call."""
        try:
            self.call(resource, method, *args, **arguments)
        except openai.APIStatusError as error:
            return {"type": type(error).__name__, "status": error.status_code, "code": error.code, "param": error.param}
        return None


def chat(count):
    """Returns this many examples of supervised training."""
    lines = (
        {"messages": [{"role": "user", "content": f"{index}?"}, {"role": "assistant", "content": f"{index}!"}]}
        for index in range(count)
    )
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def upload(session, client, name="train.jsonl", count=20):
    """Uploads a file, and returns it once the server has read it."""
    file = session.call(client.files, "create", file=(name, chat(count)), purpose="fine-tune")
    return client.files.wait_for_processing(file.id, poll_interval=0.01, max_wait_seconds=30)


def train(session, client, until, **arguments):
    """Creates a job, and polls it until it has a status."""
    file = upload(session, client)
    model = arguments.pop("model", "gpt-4.1-mini-2025-04-14")
    job = session.call(client.fine_tuning.jobs, "create", model=model, training_file=file.id, **arguments)
    return poll(session, client, job.id, until)


def poll(session, client, job_id, until):
    """Retrieves a job until it has a status."""
    deadline = time.monotonic() + 60
    while (job := session.call(client.fine_tuning.jobs, "retrieve", job_id)).status != until:
        if job.status in ("failed", "cancelled", "canceled") or time.monotonic() > deadline:
            raise RuntimeError(f"the job is {job.status}, not {until}: {job.error}")
        time.sleep(0.01)
    return job


def use_files(session, client):
    file = upload(session, client)
    other = upload(session, client, "valid.jsonl", 12)
    listed = [one.id for one in client.files.list(purpose="fine-tune", limit=1)]
    session.call(client.files, "list")
    deleted = session.call(client.files, "delete", other.id)
    return {
        "retrieved": session.call(client.files, "retrieve", file.id).filename,
        "content is the same": client.files.content(file.id).read() == chat(20),
        "newest first": listed == [other.id, file.id],
        "deleted": deleted.deleted,
        "after that": session.refusal(client.files, "retrieve", other.id),
    }


def use_uploads(session, client):
    first, second = chat(10), chat(12)
    size = len(first) + len(second)
    made = session.call(
        client.uploads, "create", filename="parts.jsonl", bytes=size, mime_type="application/jsonl", purpose="fine-tune"
    )
    parts = [session.call(client.uploads.parts, "create", made.id, data=data) for data in (first, second)]
    done = session.call(client.uploads, "complete", made.id, part_ids=[part.id for part in parts])
    chunked = client.uploads.upload_file_chunked(
        file=chat(30), filename="chunks.jsonl", bytes=len(chat(30)), mime_type="application/jsonl", purpose="fine-tune"
    )
    given_up = session.call(
        client.uploads, "create", filename="no.jsonl", bytes=1, mime_type="application/jsonl", purpose="fine-tune"
    )
    return {
        "statuses": [made.status, done.status, chunked.status],
        "content is the same": client.files.content(done.file.id).read() == first + second,
        "chunks are the same": client.files.content(chunked.file.id).read() == chat(30),
        "cancelled": session.call(client.uploads, "cancel", given_up.id).status,
    }


def use_jobs(session, client):
    jobs = client.fine_tuning.jobs
    running = train(
        session,
        client,
        "running",
        suffix="mine",
        seed=7,
        metadata={"team": "a"},
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 3}}},
        integrations=[{"type": "wandb", "wandb": {"project": "p"}}],
    )
    while not any(event.type == "metrics" for event in jobs.list_events(running.id)):
        poll(session, client, running.id, "running")
    pausing = session.call(jobs, "pause", running.id)
    poll(session, client, running.id, "paused")
    kept = session.call(jobs.checkpoints, "list", running.id)
    resumed = session.call(jobs, "resume", running.id)
    done = poll(session, client, running.id, "succeeded")
    # The last events follow the end of the job.
    while jobs.list_events(done.id, limit=1).data[0].message != "The job has successfully completed":
        time.sleep(0.01)
    events = list(jobs.list_events(done.id, limit=10))
    session.call(jobs, "list_events", done.id, limit=10)
    checkpoints = list(jobs.checkpoints.list(done.id, limit=1))
    session.call(jobs.checkpoints, "list", done.id)
    results = client.files.content(done.result_files[0]).read()

    stopped = train(session, client, "running")
    cancelled = session.call(jobs, "cancel", stopped.id)
    answer = session.call(
        client.chat.completions, "create", model=done.fine_tuned_model, messages=[{"role": "user", "content": "1?"}]
    )
    session.call(jobs, "list")
    return {
        "statuses": [running.status, pausing.status, resumed.status, done.status, cancelled.status],
        "checkpoints while paused": len(kept.data) > 0,
        "checkpoints": len(checkpoints),
        "last checkpoint is the model": checkpoints[0].fine_tuned_model_checkpoint == done.fine_tuned_model,
        "fields": {"seed": done.seed, "metadata": done.metadata, "n_epochs": done.hyperparameters.n_epochs},
        "newest first": [one.id for one in jobs.list(limit=1)] == [stopped.id, done.id],
        "by metadata": [one.id for one in jobs.list(metadata={"team": "a"})] == [done.id],
        "without metadata": [one.id for one in jobs.list(extra_query={"metadata": "null"})] == [stopped.id],
        "first event": events[-1].message == f"Created fine-tuning job: {done.id}",
        "last event": events[0].message,
        "every event once": len({event.id for event in events}) == len(events),
        "results": len(results) > 0,
        "model": session.call(client.models, "retrieve", done.fine_tuned_model).id == done.fine_tuned_model,
        "answer": answer.choices[0].message.role,
        "deleted": session.call(client.models, "delete", done.fine_tuned_model).deleted,
        "cancelled twice": session.refusal(jobs, "cancel", stopped.id),
        "unknown": session.refusal(jobs, "retrieve", "ftjob-none"),
        "bad suffix": session.refusal(
            jobs, "create", model="gpt-4.1-mini-2025-04-14", training_file=done.training_file, suffix=""
        ),
    }


CHECK = {"type": "string_check", "name": "check", "input": "{{sample.output_text}}", "reference": "{{item.answer}}", "operation": "eq"}
SIMILARITY = {**CHECK, "type": "text_similarity", "name": "near", "evaluation_metric": "fuzzy_match"}
SIMILARITY.pop("operation")
SCORE = {"type": "score_model", "name": "score", "model": "gpt-4.1-mini-2025-04-14", "input": [{"role": "user", "content": "{{sample.output_text}}"}], "range": [0, 5]}
PYTHON = {"type": "python", "name": "code", "source": "def grade(sample, item):\n    return 1.0\n"}
MULTI = {"type": "multi", "name": "all", "graders": {"check": CHECK, "near": SIMILARITY}, "calculate_output": "0.25 * check + near / 2"}


def use_methods(session, client):
    """Creates a job with each method: the answers differ in their fields."""
    jobs = client.fine_tuning.jobs
    file = upload(session, client)
    dpo = session.call(
        jobs,
        "create",
        model="gpt-4.1-mini-2025-04-14",
        training_file=file.id,
        method={"type": "dpo", "dpo": {"hyperparameters": {"beta": 0.1}}},
    )
    reinforcement = session.call(
        jobs,
        "create",
        model="o4-mini-2025-04-16",
        training_file=file.id,
        validation_file=file.id,
        method={"type": "reinforcement", "reinforcement": {"grader": CHECK, "hyperparameters": {"reasoning_effort": "low"}}},
    )
    return {"types": [dpo.method.type, reinforcement.method.type], "beta": dpo.method.dpo.hyperparameters.beta}


def use_graders(session, client):
    graders = client.fine_tuning.alpha.graders

    def run(grader, sample, item):
        answer = session.call(graders, "run", grader=grader, model_sample=sample, item=item)
        raised = [name for name, value in answer.metadata.errors.to_dict().items() if value is True]
        return {"reward": answer.reward, "parts": answer.sub_rewards, "errors": raised}

    return {
        "valid": session.call(graders, "validate", grader=CHECK).grader.type,
        # The client's types of multi graders are not those of the API, which wants a map.
        "valid multi": graders.validate(grader=MULTI).grader.type,
        "invalid": session.refusal(graders, "validate", grader={**CHECK, "operation": "is"}),
        "invalid run": session.refusal(graders, "run", grader={**CHECK, "operation": "is"}, model_sample="yes"),
        "right": run(CHECK, "yes", {"answer": "yes"}),
        "wrong": run(CHECK, "no", {"answer": "yes"}),
        "no variable": run(CHECK, "no", {}),
        "similar": run(SIMILARITY, "abcd", {"answer": "abxd"}),
        "by a model": run(SCORE, "yes", {}),
        "by code": run(PYTHON, "yes", {}),
        "by all": run(MULTI, "yes", {"answer": "yes"}),
        "bad formula": run({**MULTI, "calculate_output": "check +"}, "yes", {"answer": "yes"}),
    }


def use_azure(session, client):
    """Trains at Azure, whose states have other names."""
    jobs = client.fine_tuning.jobs
    done = train(session, client, "succeeded", model="gpt-4.1-mini-2025-04-14", suffix="mine", extra_body={"trainingType": "Standard"})
    stopped = train(session, client, "running")
    return {
        "model": done.fine_tuned_model.split(".ft-")[0],
        "jobs": [one.id for one in jobs.list(limit=1)] == [stopped.id, done.id],
        "first event": list(jobs.list_events(done.id))[-1].message == f"Created fine-tuning job: {done.id}",
        "checkpoints": len(session.call(jobs.checkpoints, "list", done.id).data),
        "results": client.files.content(done.result_files[0]).read().decode().split(",")[0],
        "cancelled": session.call(jobs, "cancel", stopped.id).status,
        "unknown": session.refusal(jobs, "retrieve", "ftjob-none"),
    }


def openai_at_openai(server):
    client = openai.OpenAI(base_url=server["url"], api_key=server["key"], max_retries=0, timeout=30)
    session = Session()
    wrong = client.with_options(api_key="sk-wrong")
    lower = {"authorization": f"bearer {server['key']}"}
    return session, {
        "files": use_files(session, client),
        "jobs": use_jobs(session, client),
        "methods": use_methods(session, client),
        "graders": use_graders(session, client),
        "uploads": use_uploads(session, client),
        "wrong key": session.refusal(wrong.models, "list"),
        "scheme in lower case": len(client.models.list(extra_headers=lower).data) > 0,
    }


def openai_at_azure(server):
    """OpenAI's client with Azure's key, as Azure's documentation has it for the v1 API."""
    client = openai.OpenAI(base_url=server["url"], api_key=server["key"], max_retries=0, timeout=30)
    session = Session()
    return session, {
        "jobs": use_azure(session, client),
        "wrong key": session.refusal(client.with_options(api_key="wrong").models, "list"),
    }


def azure_at_azure(server):
    """Azure's client, which uses the classic paths and the header `api-key`."""
    version = "2025-04-01-preview"
    options = {"azure_endpoint": server["origin"], "api_version": version, "max_retries": 0, "timeout": 30}
    client = openai.AzureOpenAI(api_key=server["key"], **options)
    token = openai.AzureOpenAI(azure_ad_token="eyJh.eyJz.c2ln", **options)
    session = Session()
    as_bearer = {"api-key": openai.Omit(), "authorization": f"Bearer {server['key']}"}
    return session, {
        "jobs": use_azure(session, client),
        "by a token of Entra": len(session.call(token.fine_tuning.jobs, "list").data),
        "wrong key": session.refusal(openai.AzureOpenAI(api_key="wrong", **options).models, "list"),
        "key as a token": session.refusal(client.models, "list", extra_headers=as_bearer),
        "version that is none": session.refusal(client.models, "list", extra_query={"api-version": "v1"}),
    }


SCENARIOS = {"OpenAI": openai_at_openai, "OpenAI at Azure": openai_at_azure, "Azure": azure_at_azure}

if __name__ == "__main__":
    session, saw = SCENARIOS[sys.argv[1]](json.loads(os.environ["SERVER"]))
    print(json.dumps({"saw": saw, "mismatches": sorted(session.mismatches)}))
