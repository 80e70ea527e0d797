#!/bin/sh
# Build the Docker image and wait until its own health check is content.
set -e
cd "$(dirname "$0")/.."

docker build --tag convscope .
container=$(docker run --detach convscope)
trap 'docker rm --force "$container" >/dev/null' EXIT
for _ in $(seq 60); do
  health=$(docker inspect --format '{{.State.Health.Status}}' "$container")
  case $health in
    healthy) echo "The image is healthy."; exit 0 ;;
    unhealthy) break ;;
  esac
  sleep 2
done
docker logs "$container"
echo "The image is $health." >&2
exit 1
