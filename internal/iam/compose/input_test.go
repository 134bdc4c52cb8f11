package compose_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

const corp = "o-a1b2c3d4e5"

func words(tb testing.TB) *vocabulary.Vocabulary {
	tb.Helper()
	v, err := vocabulary.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// services are services with the prefixes that the vocabulary has for them.
func services(tb testing.TB, keys ...string) []compose.Service {
	tb.Helper()
	var out []compose.Service
	for _, key := range keys {
		prefixes, known := words(tb).EndpointPrefixes(key)
		if !known {
			tb.Fatalf("no prefixes of %s", key)
		}
		out = append(out, compose.Service{Key: key, Prefixes: prefixes})
	}
	return out
}

// drawn makes the document of a drawn input; false if it would be too long, as where actions
// are listed for four kinds of callers.
func drawn(t *rapid.T, in compose.Input) (compose.Document, bool) {
	d, err := compose.Compose(in)
	var faults compose.Faults
	if errors.As(err, &faults) && len(faults) == 1 && strings.Contains(faults[0].Text, "more than the 20480") {
		return d, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return d, true
}

// composed fails the test if nothing can be made.
func composed(tb testing.TB, in compose.Input) compose.Document {
	tb.Helper()
	d, err := compose.Compose(in)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// findings are those of severity error and warning that the linter has.
func findings(tb testing.TB, in compose.Input, d compose.Document) []rule.Finding {
	tb.Helper()
	supported := true
	o := lint.Options{
		Region: in.Region, Partition: in.Partition, Trusted: trusting(in), PolicySupported: &supported, Vocabulary: words(tb),
	}
	if len(in.Services) == 1 {
		o.Service = in.Services[0].Key
	}
	if len(in.Endpoints) == 1 {
		o.EndpointType = map[match.Endpoint]lint.EndpointType{match.Gateway: lint.Gateway, match.Interface: lint.Interface}[in.Endpoints[0]]
	}
	var out []rule.Finding
	for _, f := range lint.Text(d.JSON, o).Findings {
		// The vocabulary has no transforms of CloudFormation, of which AWS's own are a resource.
		if f.Severity <= rule.Warning && !strings.Contains(f.Detail, ":aws:transform/") {
			out = append(out, f)
		}
	}
	return out
}

func trusting(in compose.Input) bool {
	return len(in.Trusted.Organizations)+len(in.Trusted.Accounts)+len(in.Trusted.Paths) > 0
}

// place is a Region with its partition.
type place struct{ region, partition string }

// world is what inputs are drawn from: patterns of each service that are fit for a Region.
var world = map[string]func(p place) []string{
	"s3": func(p place) []string {
		b := "arn:" + p.partition + ":s3:::"
		return []string{b + "data", b + "data/*", b + "logs", b + "logs/in/*", b + "corp-*", "arn:" + p.partition + ":s3:" + p.region + ":111122223333:accesspoint/x"}
	},
	"dynamodb": func(p place) []string {
		return []string{"arn:" + p.partition + ":dynamodb:*:111122223333:table/t", "arn:" + p.partition + ":dynamodb:" + p.region + ":*:table/t/*"}
	},
	"ecr.api": repositories,
	"ecr.dkr": repositories,
	"ssm": func(p place) []string {
		return []string{"arn:" + p.partition + ":ssm:" + p.region + "::document/AWS-*", "arn:" + p.partition + ":ssm:*:444455556666:parameter/app/*"}
	},
	"ssmmessages": func(p place) []string {
		return []string{"arn:" + p.partition + ":ssm:" + p.region + ":111122223333:session/*"}
	},
	"ec2messages": func(place) []string { return nil },
	"kms": func(p place) []string {
		return []string{"arn:" + p.partition + ":kms:" + p.region + ":111122223333:key/*"}
	},
	"sts": func(p place) []string { return []string{"arn:" + p.partition + ":iam::111122223333:role/app/*"} },
	"logs": func(p place) []string {
		return []string{"arn:" + p.partition + ":logs:" + p.region + ":*:log-group:/app/*"}
	},
	"sqs": func(p place) []string {
		return []string{"arn:" + p.partition + ":sqs:" + p.region + ":111122223333:orders"}
	},
	"lambda": func(p place) []string {
		return []string{"arn:" + p.partition + ":lambda:" + p.region + ":111122223333:function:f*"}
	},
	"ebs":     func(p place) []string { return []string{"arn:" + p.partition + ":ec2:" + p.region + "::snapshot/*"} },
	"iam":     func(p place) []string { return []string{"arn:" + p.partition + ":iam::aws:policy/*"} },
	"route53": func(p place) []string { return []string{"arn:" + p.partition + ":route53:::hostedzone/Z1"} },
	"cloudformation": func(p place) []string {
		return []string{"arn:" + p.partition + ":cloudformation:" + p.region + ":111122223333:stack/*"}
	},
}

func repositories(p place) []string {
	return []string{"arn:" + p.partition + ":ecr:" + p.region + ":111122223333:repository/*"}
}

// places are Regions of several partitions.
var places = []place{{"ap-northeast-2", "aws"}, {"us-east-1", "aws"}, {"cn-north-1", "aws-cn"}, {"us-gov-west-1", "aws-us-gov"}}

func some[T any](t *rapid.T, list []T, name string) []T {
	return rapid.Map(rapid.SliceOfNDistinct(rapid.IntRange(0, len(list)-1), 0, len(list), rapid.ID[int]), func(indexes []int) []T {
		var out []T
		for _, i := range indexes {
			out = append(out, list[i])
		}
		return out
	}).Draw(t, name)
}

// draw draws an input that can be used.
func draw(tb testing.TB, t *rapid.T) compose.Input {
	keys := slices.Sorted(func(yield func(string) bool) {
		for key := range world {
			if !yield(key) {
				return
			}
		}
	})
	p := rapid.SampledFrom(places).Draw(t, "place")
	chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 1, 3, rapid.ID[string]).Draw(t, "services")
	in := compose.Input{
		Services: services(tb, chosen...), Region: p.region, Partition: p.partition,
		Endpoints: rapid.SampledFrom([][]match.Endpoint{nil, {match.Gateway}, {match.Interface}}).Draw(t, "endpoints"),
		Trusted: prove.Trusted{
			Organizations: some(t, []string{corp, "o-zzzzzzzzzz"}, "organizations"),
			Accounts:      some(t, []string{"111122223333", "777788889999"}, "accounts"),
			Paths:         some(t, []string{corp + "/r-ab12/ou-ab12-11111111/", "o-bbbbbbbbbb/r-cd34/*", "o-bbbbbbbbbb/r-cd34/ou-cd34-22222222"}, "paths"),
		},
		Workloads:     some(t, []string{"session_manager", "ecr_pull", "eks_private_cluster", "elasticbeanstalk_private", "codeartifact"}, "workloads"),
		Beside:        some(t, []string{"elasticmapreduce", "logs", "sagemaker.api"}, "beside"),
		AllowServices: rapid.Bool().Draw(t, "services call"),
	}
	switch rapid.IntRange(0, 3).Draw(t, "named") {
	case 0:
		for _, key := range chosen {
			if all := world[key](p); len(all) > 0 {
				in.Resources = append(in.Resources, rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, len(all), rapid.ID[string]).Draw(t, "resources")...)
			}
		}
	case 1:
		for _, key := range some(t, keys, "targets") {
			for _, text := range world[key](p) {
				in.Targets = append(in.Targets, compose.Target{Name: key, ARN: text, Account: rapid.SampledFrom([]string{"", "123456789012"}).Draw(t, "account")})
			}
		}
	case 2:
		in.Resources = []string{"*"}
	}
	switch rapid.IntRange(0, 2).Draw(t, "owned") {
	case 0:
		in.Owned.None = true
	case 1:
		in.Owned.ARNs = some(t, []string{
			"arn:" + p.partition + ":s3:::prod-" + p.region + "-starport-layer-bucket/*", "arn:" + p.partition + ":s3:::example-of-aws/*",
			"arn:" + p.partition + ":iam::aws:policy/*",
		}, "listed")
	}
	return in
}

// shuffled is the same input in another order.
func shuffled(t *rapid.T, in compose.Input) compose.Input {
	in.Services = rapid.Permutation(in.Services).Draw(t, "services again")
	in.Resources = again(t, in.Resources)
	in.Targets = again(t, in.Targets)
	in.Owned.ARNs = again(t, in.Owned.ARNs)
	in.Workloads = again(t, in.Workloads)
	in.Beside = again(t, in.Beside)
	in.Trusted.Organizations = again(t, in.Trusted.Organizations)
	in.Trusted.Accounts = again(t, in.Trusted.Accounts)
	in.Trusted.Paths = again(t, in.Trusted.Paths)
	return in
}

// again is the same set in another order, with one element twice.
func again[T any](t *rapid.T, list []T) []T {
	if len(list) == 0 {
		return list
	}
	return append(rapid.Permutation(list).Draw(t, "again"), list[0])
}
