package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// collected writes a small folder of collected facts.
func collected(t *testing.T, changes map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"services.json": `[
			{"key": "s3", "name": "Amazon S3", "types": ["Gateway"], "service_name": "com.amazonaws.{region}.s3", "port": 443, "ports": null,
			 "ipv6": null, "notes": "", "companions": [], "by_type": {"Gateway": {"cost": "none", "ipv6": true, "private_dns": []}}},
			{"key": "kafka", "name": "MSK", "types": ["Interface"], "service_name": null, "port": null, "policy_supported": null, "cross_region": false}
		]`,
		"regions.json":         `[{"code": "us-east-1", "az_ids": null, "az_count": 6, "notes": ""}]`,
		"aliases.json":         `{"aliases": {"s3": ["s3"], "simple storage": ["s3"]}, "groups": {"ecr-pull": {"description": "d", "required": ["s3"], "conditional": [{"key": "kafka", "when": "w"}], "preferred_type": {"s3": "Gateway"}}}}`,
		"service_regions.json": `{"services": {"s3": {"name": "Amazon S3", "regions": ["us-east-1"], "host": null}}}`,
		"sources.md":           "State of 2026-01-02, from public material.\n\n| id | what | address |\n| --- | --- | --- |\n| `aws-xregion` | A list | docs |\n",
	}
	maps.Copy(files, changes)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestWritesOneSortedLineForEachFact(t *testing.T) {
	t.Parallel()
	to := t.TempDir()
	if err := run(collected(t, nil), to, false); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"services.json": `{
"as_of": "2026-01-02",
"entries": [
{"key":"kafka","cross_region":false,"name":"MSK","policy_supported":null,"service_name":null,"superseded_by":"kafka-api","types":["Interface"]},
{"key":"s3","by_type":{"Gateway":{"ipv6":true}},"ipv6":null,"name":"Amazon S3","ports":[443],"service_name":"com.amazonaws.{region}.s3","types":["Gateway"]}
]
}
`,
		"regions.json":         "{\n\"as_of\": \"2026-01-02\",\n\"entries\": [\n{\"code\":\"us-east-1\",\"az_ids\":null}\n]\n}\n",
		"aliases.json":         "{\n\"as_of\": \"2026-01-02\",\n\"entries\": {\n\"simple storage\": [\"s3\"]\n}\n}\n",
		"workloads.json":       "{\n\"as_of\": \"2026-01-02\",\n\"entries\": {\n\"ecr_pull\": {\"description\":\"d\",\"optional\":[{\"key\":\"kafka\",\"when\":\"w\"}],\"required\":[\"s3\"]}\n}\n}\n",
		"service_regions.json": "{\n\"as_of\": \"2026-01-02\",\n\"entries\": {\n\"s3\": {\"name\":\"Amazon S3\",\"regions\":[\"us-east-1\"]}\n}\n}\n",
	} {
		got, err := os.ReadFile(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestCheckComparesWithoutWriting(t *testing.T) {
	t.Parallel()
	from, to := collected(t, nil), t.TempDir()
	if err := run(from, to, true); err == nil {
		t.Error("a missing file passes the check")
	}
	if err := run(from, to, false); err != nil {
		t.Fatal(err)
	}
	if err := run(from, to, true); err != nil {
		t.Error(err)
	}
	path := filepath.Join(to, "regions.json")
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(from, to, true); err == nil || !strings.Contains(err.Error(), "run make facts") {
		t.Errorf("a stale file passes the check: %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "{}" {
		t.Errorf("the check wrote the file: %q, %v", text, err)
	}
}

func TestRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		changes map[string]string
		want    string
	}{
		"a service twice":    {map[string]string{"services.json": `[{"key": "s3", "types": []}, {"key": "s3", "types": []}]`}, `key "s3" stands there twice`},
		"no date":            {map[string]string{"sources.md": "| `a` | b | c |\n"}, "no date"},
		"broken JSON":        {map[string]string{"regions.json": "["}, "regions.json"},
		"an odd by_type":     {map[string]string{"services.json": `[{"key": "s3", "types": [], "by_type": {"Gateway": 1}}]`}, "not an object"},
		"no file of aliases": {map[string]string{"aliases.json": ""}, "aliases.json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := run(collected(t, tc.changes), t.TempDir(), false); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}
