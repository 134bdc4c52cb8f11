package compose_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

var update = flag.Bool("update", false, "write the golden documents anew")

// TestGolden shows what is made in cases that people have.
func TestGolden(t *testing.T) {
	t.Parallel()
	organization := prove.Trusted{Organizations: []string{corp}}
	gateway, face := []match.Endpoint{match.Gateway}, []match.Endpoint{match.Interface}
	for name, in := range map[string]compose.Input{
		// Scenario S13, with the statement that lets images through.
		"image_pulls_seoul": {
			Services: services(t, "ecr.api", "ecr.dkr", "s3"), Region: "ap-northeast-2", Partition: "aws",
			Trusted: prove.Trusted{Accounts: []string{"111111111111"}},
		},
		"image_pulls_seoul_s3_gateway": {
			Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Endpoints: gateway, Workloads: []string{"ecr_pull"}, Trusted: organization,
		},
		"s3_organization":  {Services: services(t, "s3"), Region: "us-east-1", Partition: "aws", Endpoints: gateway, Trusted: organization},
		"ssm_organization": {Services: services(t, "ssm"), Region: "eu-west-1", Partition: "aws", Endpoints: face, Trusted: organization, AllowServices: true},
		"session_manager_s3": {
			Services: services(t, "s3"), Region: "eu-central-1", Partition: "aws", Endpoints: gateway, Workloads: []string{"session_manager"}, Trusted: organization,
		},
		"session_manager_ssm":         {Services: services(t, "ssm"), Region: "eu-central-1", Partition: "aws", Endpoints: face, Workloads: []string{"session_manager"}, Trusted: organization},
		"session_manager_ssmmessages": {Services: services(t, "ssmmessages"), Region: "eu-central-1", Partition: "aws", Endpoints: face, Workloads: []string{"session_manager"}, Trusted: organization},
		"china":                       {Services: services(t, "s3"), Region: "cn-north-1", Partition: "aws-cn", Endpoints: gateway, Workloads: []string{"ecr_pull", "session_manager"}, Trusted: organization},
		"govcloud":                    {Services: services(t, "s3"), Region: "us-gov-west-1", Partition: "aws-us-gov", Endpoints: gateway, Workloads: []string{"ecr_pull"}, Trusted: organization},
		"two_accounts_and_an_organization": {
			Services: services(t, "secretsmanager"), Region: "ap-northeast-2", Partition: "aws", Endpoints: face,
			Trusted: prove.Trusted{Organizations: []string{corp}, Accounts: []string{"111122223333", "444455556666"}},
		},
		"organization_paths": {
			Services: services(t, "kms"), Region: "ap-northeast-2", Partition: "aws", Endpoints: face,
			Trusted: prove.Trusted{Paths: []string{corp + "/r-ab12/ou-ab12-11111111", corp + "/r-ab12/ou-ab12-11111111/ou-ab12-22222222/"}},
		},
		"targets": {
			Services: services(t, "dynamodb", "s3", "sqs"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization,
			Targets: []compose.Target{
				{Name: "data", ARN: "arn:aws:s3:::data"},
				{Name: "partner", ARN: "arn:aws:s3:::partner", Account: "999900001111"},
				{Name: "orders", ARN: "arn:aws:dynamodb:ap-northeast-2:111122223333:table/orders"},
				{Name: "elsewhere", ARN: "arn:aws:dynamodb:us-east-1:111122223333:table/orders"},
				{Name: "key", ARN: "arn:aws:kms:ap-northeast-2:111122223333:key/example"},
			},
		},
		"resources": {
			Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Endpoints: gateway, Trusted: organization, Owned: compose.Owned{None: true},
			Resources: []string{"arn:aws:s3:::data", "arn:aws:s3:::data/*", "arn:aws:s3:::corp-*"},
		},
		"resources_of_nobody_trusted": {
			Services: services(t, "sqs"), Region: "ap-northeast-2", Partition: "aws", Endpoints: face,
			Resources: []string{"arn:aws:sqs:*:111122223333:orders"},
		},
		"any_resource": {Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization, Resources: []string{"*"}, Workloads: []string{"ecr_pull"}},
		"owned_listed": {
			Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization,
			Owned: compose.Owned{ARNs: []string{"arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*", "arn:aws:s3:::example-of-aws/*"}},
		},
		"agents": {
			Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Endpoints: gateway, Beside: []string{"codedeploy", "logs"}, Trusted: organization,
		},
		"sts":           {Services: services(t, "sts"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization},
		"ebs":           {Services: services(t, "ebs"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization},
		"bedrock_model": {Services: services(t, "bedrock-runtime"), Region: "us-east-1", Partition: "aws", Trusted: organization, Resources: []string{"arn:aws:bedrock:*::foundation-model/*"}},
		"sources": {
			Services: services(t, "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: organization,
			Sources: []string{
				`{"Version":"2012-10-17","Statement":[{"Sid":"OrganizationToOrganization","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"*"},
				{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::public/*"}]}`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := composed(t, in)
			file := filepath.Join("testdata", "golden", name+".txt")
			got := shown(d)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// shown is a document as a reviewer reads it.
func shown(d compose.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%d of %d characters\n", printer.Canonical(parse.Parse(d.JSON).Document), d.Size, d.Limit)
	for i, s := range d.Statements {
		fmt.Fprintf(&b, "\n%d %s: %s\n", i+1, s.Sid, s.Why)
		for _, page := range s.Pages {
			fmt.Fprintf(&b, "  %s\n", page)
		}
	}
	b.WriteString("\n")
	for _, v := range d.Verdicts {
		f := v.Final()
		fmt.Fprintf(&b, "%s: %s. %s\n", v.Kind, f.Verdict, f.Explanation)
	}
	for _, m := range d.Missing {
		fmt.Fprintf(&b, "missing %s: %s, required %v, %s\n", m.ID, m.Title, m.Required, strings.Join(m.Sources, " "))
	}
	for _, r := range d.Refused {
		fmt.Fprintf(&b, "refused %s: %s %s\n", strings.Join(r.Actions, " "), r.Why, r.Page)
	}
	return b.String()
}
