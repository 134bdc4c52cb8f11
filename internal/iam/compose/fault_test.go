package compose_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// usable is an input to be spoilt.
func usable(t *testing.T) compose.Input {
	return compose.Input{
		Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: prove.Trusted{Organizations: []string{corp}},
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*compose.Input)
		want  string
	}{
		"no service":             {func(in *compose.Input) { in.Services = nil }, "services: No service is given"},
		"no prefixes":            {func(in *compose.Input) { in.Services[0].Prefixes = nil }, `services[0]: Which actions pass through an endpoint of "s3" is not known`},
		"a prefix with wildcard": {func(in *compose.Input) { in.Services[0].Prefixes = []string{"s3*"} }, "services[0]: Which actions"},
		"no Region":              {func(in *compose.Input) { in.Region = "" }, "region: The Region"},
		"an organization":        {func(in *compose.Input) { in.Trusted.Organizations = []string{corp, "o-ABC"} }, `trusted.organization_ids[1]: "o-ABC" is not the id of an organization`},
		"an account":             {func(in *compose.Input) { in.Trusted.Accounts = []string{"1111-2222-3333"} }, `trusted.account_ids[0]: "1111-2222-3333" is not the id of an account`},
		"a path":                 {func(in *compose.Input) { in.Trusted.Paths = []string{"r-ab12/ou-ab12-11111111"} }, "trusted.organization_paths[0]: "},
		"a path with wildcard":   {func(in *compose.Input) { in.Trusted.Paths = []string{"o-zzzzzzzzzz/*/ou-ab12-11111111/"} }, "trusted.organization_paths[0]: "},
		"members only": {func(in *compose.Input) {
			in.Trusted = prove.Trusted{Members: map[string][]string{corp: {"111122223333"}}}
		}, "trusted: Accounts of organizations are listed"},
		"no resources":          {func(in *compose.Input) { in.Resources = []string{} }, "resources: The list is empty"},
		"not an ARN":            {func(in *compose.Input) { in.Resources = []string{"arn:aws:s3:::data", "data"} }, `resources[1]: "data" is not an ARN`},
		"another partition":     {func(in *compose.Input) { in.Resources = []string{"arn:aws-cn:s3:::data"} }, `resources[0]: "arn:aws-cn:s3:::data" is in the partition "aws-cn", and the endpoint in aws`},
		"another Region":        {func(in *compose.Input) { in.Resources = []string{"arn:aws:s3:eu-*:111122223333:accesspoint/x"} }, `resources[0]: "arn:aws:s3:eu-*:111122223333:accesspoint/x" is in "eu-*"`},
		"half an account":       {func(in *compose.Input) { in.Resources = []string{"arn:aws:sqs:*:1111*:q"} }, "resources[0]: "},
		"any service":           {func(in *compose.Input) { in.Resources = []string{"arn:aws:*:::data"} }, "resources[0]: "},
		"a misspelt service":    {func(in *compose.Input) { in.Resources = []string{"arn:aws:s4:::data"} }, "the nearest are"},
		"a service in capitals": {func(in *compose.Input) { in.Resources = []string{"arn:aws:S3:::data"} }, "small letters"},
		"a variable":            {func(in *compose.Input) { in.Resources = []string{"arn:aws:s3:::home/${aws:username}/*"} }, "policy variable"},
		"a space":               {func(in *compose.Input) { in.Resources = []string{"arn:aws:s3:::da ta"} }, "a character that no ARN has"},
		"a very long ARN":       {func(in *compose.Input) { in.Resources = []string{"arn:aws:s3:::" + strings.Repeat("a", 3000)} }, "at most 2048"},
		"none of the service":   {func(in *compose.Input) { in.Resources = []string{"arn:aws:sqs:ap-northeast-2:111122223333:q"} }, `resources: No pattern belongs to "s3"`},
		"a target":              {func(in *compose.Input) { in.Targets = []compose.Target{{Name: "a"}, {Name: "b", ARN: "b"}} }, "targets[1]: "},
		"a target's account": {func(in *compose.Input) {
			in.Targets = []compose.Target{{Name: "b", ARN: "arn:aws:s3:::b", Account: "12"}}
		}, `targets[0]: "12" is not the id of an account`},
		"a target's service": {func(in *compose.Input) { in.Targets = []compose.Target{{ARN: "arn:aws:nosuchservice:::b"}} }, "none is spelt like it"},
		"everything of AWS":  {func(in *compose.Input) { in.Owned.ARNs = []string{"*"} }, "aws_owned_resources[0]: "},
		"a source":           {func(in *compose.Input) { in.Sources = []string{source(""), `{"Statement": 1}`} }, "source_policy_documents[1]: The policy cannot be used: line 1, column 15"},
		"a source of 2008": {func(in *compose.Input) {
			in.Sources = []string{`{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}}`}
		}, "source_policy_documents[0]: line 1, column 75 (Statement.Resource): the document is of Version 2008-10-17"},
		"a condition of 2008": {func(in *compose.Input) {
			in.Sources = []string{`{"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"s3:prefix":"${x"}}}}`}
		}, "the document is of Version 2008-10-17"},
		"far too long": {func(in *compose.Input) {
			for i := range 20_000 {
				in.Resources = append(in.Resources, fmt.Sprintf("arn:aws:s3:::bucket-with-a-long-name-%d/*", i))
			}
		}, "more than the 20480 that AWS takes"},
		"too long": {func(in *compose.Input) {
			for i := range 500 {
				in.Resources = append(in.Resources, fmt.Sprintf("arn:aws:s3:::bucket-with-a-long-name-%d/*", i))
			}
		}, "more than the 20480 that AWS takes. The longest parts are OrganizationToNamed with"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := usable(t)
			c.spoil(&in)
			d, err := compose.Compose(in)
			var faults compose.Faults
			if !errors.As(err, &faults) || len(faults) != 1 || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if d.JSON != "" {
				t.Error("there is a document all the same")
			}
		})
	}
}

func TestFaultsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Trusted.Accounts = []string{"1"}
	in.Resources = []string{"x", "arn:aws:s3:::data", "y"}
	in.Targets = []compose.Target{{ARN: "z"}}
	in.Owned.ARNs = []string{"w"}
	in.Sources = []string{"v"}
	_, err := compose.Compose(in)
	var faults compose.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprint(f.Field, f.Index))
	}
	want := []string{"trusted.account_ids0", "resources0", "resources2", "targets0", "aws_owned_resources0", "source_policy_documents0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// source is a policy document with some statements.
func source(statements string) string {
	if statements == "" {
		statements = `{"Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"*"}`
	}
	return `{"Version":"2012-10-17","Id":"mine","Statement":[` + statements + `]}`
}

func TestSourcesAreAdded(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Workloads = []string{"ecr_pull"}
	in.Sources = []string{
		source(`{"Sid":"b","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"}`),
		`{"Statement":{"Sid":"a","Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"s3:Put*","Resource":"arn:aws:s3:::x"}}`,
	}
	d := composed(t, in)
	const want = `{"Sid":"b","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"},` +
		`{"Sid":"a","Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"s3:Put*","Resource":"arn:aws:s3:::x"}]}`
	if !strings.HasPrefix(d.JSON, `{"Version":"2012-10-17","Statement":[`) || !strings.HasSuffix(d.JSON, want) {
		t.Error(d.JSON)
	}
	last := d.Statements[len(d.Statements)-2:]
	if last[0].Sid != "b" || last[0].Source != 0 || last[1].Sid != "a" || last[1].Source != 1 {
		t.Errorf("the statements are told as %+v", last)
	}
	// What was added decides as well: the layers of images do not pass any more.
	for kind, want := range map[prove.Kind]prove.Verdict{
		prove.MustAllow: prove.Counterexample, prove.DeadStatements: prove.Counterexample, prove.PrincipalOutside: prove.Proved,
		prove.ResourceOutside: prove.Proved, prove.AnonymousAccess: prove.Proved, prove.NothingAllowed: prove.Counterexample,
	} {
		i := slices.IndexFunc(d.Verdicts, func(v compose.Verdict) bool { return v.Kind == kind })
		if got := d.Verdicts[i].Final(); got.Verdict != want {
			t.Errorf("%s: %s, want %s: %s", kind, got.Verdict, want, got.Explanation)
		}
	}
}

// TestSourceLetsOutsidersIn holds that the exemption of AWS's resources hides nothing else.
func TestSourceLetsOutsidersIn(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Workloads = []string{"ecr_pull"}
	in.Sources = []string{source(`{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*"}`)}
	for _, v := range composed(t, in).Verdicts {
		if v.Kind != prove.PrincipalOutside && v.Kind != prove.AnonymousAccess {
			continue
		}
		if f := v.Final(); f.Verdict != prove.Counterexample || v.Besides == nil || v.Besides.Verdict != prove.Counterexample {
			t.Errorf("%s: %s %s", v.Kind, f.Verdict, f.Explanation)
		}
	}
}

// TestNothingPasses holds that a Deny of everything is told.
func TestNothingPasses(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Services = services(t, "ecr.api", "s3")
	in.Sources = []string{source(`{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*"}`)}
	for _, v := range composed(t, in).Verdicts {
		if f := v.Final(); v.Kind == prove.NothingAllowed && f.Verdict != prove.Proved {
			t.Errorf("at the endpoint of ecr.api: %s %s", f.Verdict, f.Explanation)
		}
	}
}

func FuzzSources(f *testing.F) {
	f.Add(source(""))
	f.Add(source(`{"Sid":"AnyoneToAWSOwned","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringLike":{"s3:prefix":"${aws:username}"}}}`))
	f.Add(`{"Version":"2008-10-17","Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"NotAction":"x","NotResource":"${"}}`)
	f.Add("{")
	v := words(f)
	prefixes, _ := v.EndpointPrefixes("s3")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := compose.Compose(compose.Input{
			Services: []compose.Service{{Key: "s3", Prefixes: prefixes}}, Region: "ap-northeast-2", Partition: "aws",
			Trusted: prove.Trusted{Organizations: []string{corp}}, Workloads: []string{"ecr_pull"}, Sources: []string{text},
		})
		if err != nil {
			if d.JSON != "" {
				t.Error("there is a document beside an error")
			}
			return
		}
		if d.Size > d.Limit || len(d.Verdicts) != 6 || len(d.Statements) < 3 {
			t.Errorf("%d characters, %d verdicts, %d statements", d.Size, len(d.Verdicts), len(d.Statements))
		}
	})
}
