package catalog_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

func embedded(tb testing.TB) *catalog.Catalog {
	tb.Helper()
	c, err := catalog.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestResolve(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for name, tc := range map[string]struct {
		text string
		want []catalog.Ref
	}{
		"a key":                             {"ecr.api", []catalog.Ref{{Key: "ecr.api"}}},
		"a key in another case":             {" S3 ", []catalog.Ref{{Key: "s3"}}},
		"an alias of two services":          {"ecr", []catalog.Ref{{Key: "ecr.api"}, {Key: "ecr.dkr"}}},
		"a key wins over an alias":          {"ssm", []catalog.Ref{{Key: "ssm"}}},
		"a display name":                    {"Secrets Manager", []catalog.Ref{{Key: "secretsmanager"}}},
		"a full service name":               {"com.amazonaws.ap-northeast-2.logs", []catalog.Ref{{Key: "logs", Region: "ap-northeast-2"}}},
		"a name with another prefix":        {"aws.sagemaker.eu-west-1.notebook", []catalog.Ref{{Key: "notebook", Region: "eu-west-1"}}},
		"a name without a Region":           {"com.amazonaws.iam", []catalog.Ref{{Key: "iam"}}},
		"a name that always has one Region": {"com.amazonaws.us-east-1.pricingplanmanager", []catalog.Ref{{Key: "pricingplanmanager", Region: "us-east-1"}}},
		"the service of another Region":     {"s3@us-west-2", []catalog.Ref{{Key: "s3", Region: "us-west-2"}}},
		"an alias of another Region":        {"ecr@us-west-2", []catalog.Ref{{Key: "ecr.api", Region: "us-west-2"}, {Key: "ecr.dkr", Region: "us-west-2"}}},
		"a China name":                      {"cn.com.amazonaws.cn-north-1.ec2", []catalog.Ref{{Key: "ec2", Region: "cn-north-1"}}},
		"an alternative form":               {"com.amazonaws.us-east-1.freetier", []catalog.Ref{{Key: "freetier", Region: "us-east-1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := c.Resolve(tc.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestResolveRefuses(t *testing.T) {
	t.Parallel()
	c := embedded(t)

	var unknown *catalog.UnknownServiceError
	if _, err := c.Resolve("secretmanager"); !errors.As(err, &unknown) {
		t.Fatalf("got %v", err)
	} else if len(unknown.Nearest) != 3 || unknown.Nearest[0] != "secretsmanager" {
		t.Errorf("nearest are %v", unknown.Nearest)
	}
	var region *catalog.UnknownRegionError
	if _, err := c.Resolve("s3@ap-northest-2"); !errors.As(err, &region) {
		t.Errorf("got %v", err)
	}
	var own *catalog.EndpointServiceError
	if _, err := c.Resolve("com.amazonaws.vpce.us-east-1.vpce-svc-0aaa"); !errors.As(err, &own) {
		t.Errorf("got %v", err)
	}
	for _, empty := range []string{"", "  ", "@us-east-1"} {
		if _, err := c.Resolve(empty); !errors.As(err, &unknown) {
			t.Errorf("%q: got %v", empty, err)
		}
	}
}

// TestUnknownWordsSayWhatTheyAre holds that a mix-up is named, not answered with keys that only look alike.
func TestUnknownWordsSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for text, want := range map[string]string{
		"":                "the name of a service is empty; give a key such as s3 or ecr.api",
		"vpce-0abc":       `"vpce-0abc" is an id or ARN, and a service is meant; give a key such as s3 or ecr.api, or a full service name`,
		"pl-63a5400a":     `"pl-63a5400a" is an id or ARN, and a service is meant; give a key such as s3 or ecr.api, or a full service name`,
		"arn:aws:s3:::x":  `"arn:aws:s3:::x" is an id or ARN, and a service is meant; give a key such as s3 or ecr.api, or a full service name`,
		"s3@US-EAST-1":    `"US-EAST-1" is not a Region; it is written us-east-1`,
		"s3@us-east-1a":   `"us-east-1a" is not a Region but the name of an Availability Zone in us-east-1`,
		"s3@us-gov-east1": `"us-gov-east1" is not a Region; known are us-gov-east-1, us-gov-west-1`,
	} {
		if _, err := c.Resolve(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if refs, err := c.Resolve("Com.AmazonAWS.eu-west-1.S3"); err != nil || len(refs) != 1 || refs[0] != (catalog.Ref{Key: "s3", Region: "eu-west-1"}) {
		t.Errorf("a full service name in another case: got %v, %v", refs, err)
	}
}

func TestUnknownRegionListsItsPartition(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for text, want := range map[string]string{
		"ap-northeast-9": "ap-northeast-2",
		"cn-south-1":     "cn-north-1",
		"us-gov-south-1": "us-gov-west-1",
		"us-isob-east-2": "us-isob-east-1",
	} {
		if err := c.UnknownRegion(text); !slices.Contains(err.Known, want) {
			t.Errorf("%s: %v does not name %s", text, err.Known, want)
		}
	}
}

func TestOfferNames(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for name, tc := range map[string]struct {
		key, region string
		endpoint    catalog.EndpointType
		want        string
		dns         []string
	}{
		"commercial":           {"secretsmanager", "ap-northeast-2", catalog.Interface, "com.amazonaws.ap-northeast-2.secretsmanager", []string{"secretsmanager.ap-northeast-2.amazonaws.com"}},
		"China special prefix": {"ec2", "cn-north-1", catalog.Interface, "cn.com.amazonaws.cn-north-1.ec2", nil},
		"China plain prefix":   {"logs", "cn-north-1", catalog.Interface, "com.amazonaws.cn-north-1.logs", []string{"logs.cn-north-1.amazonaws.com.cn"}},
		"China S3 gateway":     {"s3", "cn-north-1", catalog.Gateway, "com.amazonaws.cn-north-1.s3", nil},
		"China S3 interface":   {"s3", "cn-north-1", catalog.Interface, "cn.com.amazonaws.cn-north-1.s3", nil},
		"China extra ending":   {"transcribe", "cn-northwest-1", catalog.Interface, "cn.com.amazonaws.cn-northwest-1.transcribe.cn", nil},
		"Sovereign Cloud":      {"ecr.dkr", "eusc-de-east-1", catalog.Interface, "eu.amazonaws.eusc-de-east-1.ecr.dkr", nil},
		"isolated":             {"sqs", "us-iso-east-1", catalog.Interface, "gov.ic.c2s.us-iso-east-1.sqs", nil},
		"GovCloud":             {"ec2", "us-gov-west-1", catalog.Interface, "com.amazonaws.us-gov-west-1.ec2", nil},
		"no Region, GovCloud":  {"iam", "us-gov-west-1", catalog.Interface, "com.amazonaws.iam", []string{}},
		"no Region, China":     {"iam", "cn-north-1", catalog.Interface, "com.amazonaws.iam", []string{}},
		"no Region":            {"iam", "us-east-1", catalog.Interface, "com.amazonaws.iam", []string{"iam.amazonaws.com"}},
		"fixed Region":         {"route53globalresolver", "us-east-2", catalog.Interface, "aws.api.us-east-2.route53globalresolver", nil},
		"a cell is not known":  {"timestream.query-{cell}", "us-east-1", catalog.Interface, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			offer, ok := c.Offer(tc.key, tc.region, tc.endpoint)
			if !ok || offer.ServiceName != tc.want {
				t.Errorf("got %q, %v", offer.ServiceName, ok)
			}
			if tc.dns != nil && !slices.Equal(offer.PrivateDNSNames, tc.dns) {
				t.Errorf("private DNS names are %v", offer.PrivateDNSNames)
			}
		})
	}
}

func TestOfferAvailability(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for name, tc := range map[string]struct {
		key, region string
		endpoint    catalog.EndpointType
		want        catalog.Availability
	}{
		"published in the Region":           {"ec2", "ap-northeast-2", catalog.Interface, catalog.Offered},
		"only somewhere else":               {"iam", "ap-northeast-2", catalog.Interface, catalog.NotOffered},
		"its home":                          {"iam", "us-east-1", catalog.Interface, catalog.Offered},
		"a restriction of one partition":    {"route53", "cn-north-1", catalog.Interface, catalog.Offered},
		"excluded":                          {"codedeploy", "cn-north-1", catalog.Interface, catalog.NotOffered},
		"S3 Express without zones":          {"s3express", "eu-central-2", catalog.Gateway, catalog.NotOffered},
		"no evidence in the partition":      {"s3", "us-gov-west-1", catalog.Gateway, catalog.NotEvidenced},
		"service not published there":       {"aiops", "us-west-1", catalog.Interface, catalog.NotEvidenced},
		"a name printed for that Region":    {"ecr.dkr", "eusc-de-east-1", catalog.Interface, catalog.Offered},
		"service absent from the partition": {"kendra", "cn-north-1", catalog.Interface, catalog.NotEvidenced},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			offer, ok := c.Offer(tc.key, tc.region, tc.endpoint)
			if tc.key == "aiops" {
				if ok {
					t.Error("a service without an endpoint has an offer")
				}
				return
			}
			if !ok || offer.Availability != tc.want {
				t.Errorf("got %v, %v: %s", offer.Availability, ok, offer.Basis)
			}
			if offer.Basis == "" {
				t.Error("no reason")
			}
		})
	}
}

func TestParseName(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for name, want := range map[string]catalog.Name{
		"com.amazonaws.us-east-1.s3":                         {Service: "s3", Region: "us-east-1", Partition: "aws", Kind: catalog.KindAWS},
		"cn.com.amazonaws.cn-north-1.s3":                     {Service: "s3", Region: "cn-north-1", Partition: "aws-cn", Kind: catalog.KindAWS},
		"com.amazonaws.vpce.eu-west-1.vpce-svc-0123":         {Service: "vpce-svc-0123", Region: "eu-west-1", Partition: "aws", Kind: catalog.KindEndpointService},
		"cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123":     {Service: "vpce-svc-0123", Region: "cn-north-1", Partition: "aws-cn", Kind: catalog.KindEndpointService},
		"com.amazonaws.iam":                                  {Service: "iam", Kind: catalog.KindAWS},
		"com.amazonaws.cloudfront":                           {Service: "cloudfront", Partition: "aws", Kind: catalog.KindAWS},
		"com.amazonaws.us-east-1.nonsense":                   {Region: "us-east-1", Partition: "aws", Kind: catalog.KindUnknown},
		"nonsense":                                           {Kind: catalog.KindUnknown},
		"":                                                   {Kind: catalog.KindUnknown},
		"com.amazonaws.vpce.nowhere.vpce-svc-0123":           {Kind: catalog.KindUnknown},
		"com.amazonaws.us-east-1.managedblockchain.{region}": {Region: "us-east-1", Partition: "aws", Kind: catalog.KindUnknown},
	} {
		got := c.ParseName(name)
		if got.Service != want.Service || got.Region != want.Region || got.Partition != want.Partition || got.Kind != want.Kind {
			t.Errorf("%q: got %+v", name, got)
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"s3", "ecr@us-east-1", "com.amazonaws.us-east-1.logs", "@", "{region}", "com.amazonaws.vpce.us-east-1.vpce-svc-1"} {
		f.Add(seed)
	}
	c := embedded(f)
	f.Fuzz(func(t *testing.T, text string) {
		refs, err := c.Resolve(text)
		if (err == nil) == (len(refs) == 0) {
			t.Fatalf("%q: %v, %v", text, refs, err)
		}
		for _, ref := range refs {
			if _, ok := c.Service(ref.Key); !ok {
				t.Fatalf("%q resolves to %q", text, ref.Key)
			}
		}
		c.ParseName(text)
	})
}

func BenchmarkNearest(b *testing.B) {
	c := embedded(b)
	for b.Loop() {
		if _, err := c.Resolve("secretmanagr"); err == nil || !strings.Contains(err.Error(), "secretsmanager") {
			b.Fatal(err)
		}
	}
}
