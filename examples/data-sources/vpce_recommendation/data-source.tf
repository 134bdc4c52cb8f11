provider "vpce" {
  region = "ap-northeast-2"
}

# A private EKS cluster whose buckets are also read from on premises, and a KMS key of
# another Region.
data "vpce_recommendation" "this" {
  workloads = {
    eks_private_cluster = ["logs", "elasticloadbalancing"]
  }
  services = ["dynamodb", "kms@us-west-2"]

  service_options = {
    s3 = { callers = ["vpc", "on_premises"] }
  }
}

# One line for each endpoint, with the reasons.
output "endpoints" {
  value = {
    for key, endpoint in data.vpce_recommendation.this.endpoints : key => {
      type         = endpoint.vpc_endpoint_type
      service_name = endpoint.service_name
      reasons      = endpoint.reasons
    }
  }
}

# What a reviewer should read: errors first.
output "findings" {
  value = [
    for finding in data.vpce_recommendation.this.findings :
    "${finding.severity} ${finding.rule} ${finding.target}: ${finding.detail}"
  ]
}
