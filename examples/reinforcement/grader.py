"""Half for the rule, half for a short reason that names the fact that decides."""

import json


def grade(sample: dict, item: dict) -> float:
    answer = sample.get("output_json") or json.loads(sample["output_text"])
    reason = str(answer.get("reason", ""))
    score = 0.5 if answer.get("rule") == item["rule"] else 0.0
    if item["fact"].lower() in reason.lower():
        # A reason that repeats the whole claim names every fact and explains none.
        score += 0.5 if len(reason.split()) <= 30 else 0.2
    return score
