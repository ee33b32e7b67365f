"""The script ends with an error before it trains."""

from base import trainer

if __name__ == "__main__":
    trainer()
    raise SystemExit("the data is not where the configuration says")
