"""The programs of AI companies that read websites, and what for.

``agent`` is the name by which each obeys robots.txt (RFC 9309). Where a program
serves both ends it stands under training, which is the graver one. Programs that
fetch a page for one person's question say that they may not ask robots.txt first;
they are named all the same.
"""

from dataclasses import dataclass
from datetime import date

TRAINING, ANSWERS = "training", "answers"
CHECKED = date(2026, 11, 25)

OPENAI = "https://developers.openai.com/api/docs/bots"
ANTHROPIC = "https://support.claude.com/en/articles/8896518"
GOOGLE = (
    "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"
)
APPLE = "https://support.apple.com/en-us/119829"
META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"
AMAZON = "https://developer.amazon.com/amazonbot"
PERPLEXITY = "https://docs.perplexity.ai/guides/bots"
# Listed there with what is known of those whose makers publish nothing.
COMMUNITY = "https://github.com/ai-robots-txt/ai.robots.txt"


@dataclass(frozen=True)
class AICrawler:
    """``checked_on``: when the row was last compared, also through restatements."""

    agent: str
    company: str
    purpose: str
    source: str
    checked_on: date = CHECKED


AI_CRAWLERS = (
    AICrawler("GPTBot", "OpenAI", TRAINING, OPENAI),
    AICrawler("OAI-SearchBot", "OpenAI", ANSWERS, OPENAI),
    AICrawler("ChatGPT-User", "OpenAI", ANSWERS, OPENAI),
    AICrawler("ClaudeBot", "Anthropic", TRAINING, ANTHROPIC),
    AICrawler("Claude-SearchBot", "Anthropic", ANSWERS, ANTHROPIC),
    AICrawler("Claude-User", "Anthropic", ANSWERS, ANTHROPIC),
    # A name in robots.txt only: Google's search reads the site in any case.
    AICrawler("Google-Extended", "Google", TRAINING, GOOGLE),
    AICrawler("Applebot-Extended", "Apple", TRAINING, APPLE),
    AICrawler("meta-externalagent", "Meta", TRAINING, META),
    AICrawler("meta-webindexer", "Meta", ANSWERS, META),
    AICrawler("meta-externalfetcher", "Meta", ANSWERS, META),
    AICrawler("Amazonbot", "Amazon", TRAINING, AMAZON),
    AICrawler("Amzn-SearchBot", "Amazon", ANSWERS, AMAZON),
    AICrawler("Amzn-User", "Amazon", ANSWERS, AMAZON),
    AICrawler("PerplexityBot", "Perplexity", ANSWERS, PERPLEXITY),
    AICrawler("Perplexity-User", "Perplexity", ANSWERS, PERPLEXITY),
    AICrawler("MistralAI-User", "Mistral", ANSWERS, "https://docs.mistral.ai/robots"),
    AICrawler(
        "DuckAssistBot",
        "DuckDuckGo",
        ANSWERS,
        "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot",
    ),
    AICrawler("CCBot", "Common Crawl", TRAINING, "https://commoncrawl.org/ccbot"),
    AICrawler("Bytespider", "ByteDance", TRAINING, COMMUNITY),
    AICrawler("cohere-training-data-crawler", "Cohere", TRAINING, COMMUNITY),
    AICrawler(
        "AI2Bot", "Allen Institute for AI", TRAINING, "https://allenai.org/crawler"
    ),
    AICrawler("Diffbot", "Diffbot", TRAINING, COMMUNITY),
)


def crawlers_for(purpose):
    return [crawler for crawler in AI_CRAWLERS if crawler.purpose == purpose]


def companies(purpose):
    """Who runs them, each once, as a sentence lists names."""
    *most, last = dict.fromkeys(one.company for one in crawlers_for(purpose))
    return f"{', '.join(most)} and {last}" if most else last
