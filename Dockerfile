# Built with what every machine here is built with: make install. Nothing of the build stays.
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates make python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/maillage
COPY . .
RUN make install && rm -rf /root/.cache

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /var/lib/maillage --create-home maillage
COPY --from=build /srv/maillage /srv/maillage
USER maillage
ENV MAILLAGE_VAR=/var/lib/maillage PYTHONUNBUFFERED=1
VOLUME /var/lib/maillage
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["/srv/maillage/.venv/bin/python", "/srv/maillage/deploy/healthy.py"]
CMD ["/srv/maillage/deploy/start.sh"]
